// What the part of an address behind the # asks for. Others hold such addresses: the values never change.

/** Shows the review of the answers. */
export const REVIEW_FRAGMENT = "#rr-answers";
/** The beginning of a sheet. */
export const TOP_FRAGMENT = "#rr-top";
/** Prefix: answers to import. */
export const ANSWERS_FRAGMENT = "#rr-answers-in=";
/** Prefix: answers that somebody suggests for a sheet. */
export const SUGGESTIONS_FRAGMENT = "#rr-given=";
