// The events by which parts of a page tell each other what has happened, and the messages to the service worker.
// Classic scripts cannot import and repeat the names; tests/site/test_classic_scripts.py compares them.

/** Answers have changed; sent by a sheet's form, on each change and once they are loaded. */
export const ANSWERS_EVENT = "rr-answers";
/** Answers are about to be put into the page, so that rows can make room for them; sent by a sheet's form. */
export const ROOM_EVENT = "rr-room";
/** It is known what has become of the answers (saved, failed, locked …); sent by a sheet's form. */
export const KEPT_EVENT = "rr-kept";
/** The reader chose an audience, a paper size or another preference. */
export const CHOICE_EVENT = "rr-choice";
/** All keys of locked copies were forgotten. */
export const LOCKED_EVENT = "rr-locked";
/** Everything on this device was erased, in this tab or another one. */
export const ERASED_EVENT = "rr-erased";
/** Answers were imported from a file. */
export const TAKEN_EVENT = "rr-taken";
/** The reader leaves with "Exit this page"; see page/quick-exit.js. */
export const EXIT_EVENT = "rr-exit";
/** Asks the review to show itself, or a part of the sheet; `detail` is a fragment of the address. */
export const GO_EVENT = "rr-go";
/** A dialog was taken over for another question; sent by the dialog. */
export const DIALOG_OVER_EVENT = "rr-over";

/** To a service worker that waits: take over now. */
export const SHOW_MESSAGE = "rr-show";
/** To the active service worker: fetch again what its cache has lost. */
export const MEND_MESSAGE = "rr-mend";
