// Whose answers: where two people fill in one sheet, the second one's are kept under names that end in `~2`.

import { TURN_ANSWER } from "../core/storage-keys.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */

/** Answers that belong to the sheet and not to one of the two. */
const SHARED = /^rr-(?!before$|after$)/;

/**
 * @param {string} name a control's
 * @param {number} person 1 or 2
 * @returns {string} the name its answer is kept under
 */
export function answerKey(name, person) {
  return person === 2 && !SHARED.test(name) ? `${name}~2` : name;
}

/**
 * @param {Answers} kept
 * @param {number} person
 * @returns {Answers} the answers of one of the two, by the names of the page's controls
 */
export function answersOfPerson(kept, person) {
  if (!kept[TURN_ANSWER]) return kept;
  const own = Object.entries(kept).filter(([name]) => SHARED.test(name) || name.endsWith("~2") === (person === 2));
  return Object.fromEntries(own.map(([name, answer]) => [name.replace(/~2$/, ""), answer]));
}

/** @param {Answers} kept @returns {number} whose turn it is on a sheet that each fills in whole */
export function personOf(kept) {
  return kept[TURN_ANSWER] === "2" && document.querySelector("rr-turn-taking[data-own-sheets]") ? 2 : 1;
}
