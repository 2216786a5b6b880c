// A copy of a worksheet as plain data: its limits, and how changes, revisions and ids come about. How records look is
// described in docs/about/architecture.md.

/** @typedef {import("../core/sheet-api.js").Answer} Answer */
/** @typedef {import("../core/sheet-api.js").Answers} Answers */
/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** How many answers a copy may have, and how many characters one of them, and all of them together as JSON. */
export const LIMITS = { answers: 500, characters: 20_000, together: 256 * 1024 };
/** How many earlier versions of a copy are kept at most. */
export const MOST_VERSIONS = 5;
/** The format of the records that this code writes. A record with a higher one is read as far as it goes, and left as it is. */
export const RECORD_FORMAT = 1;

/**
 * @param {Answers | undefined} answers
 * @param {Map<string, Answer>} changes
 * @returns {Answers} the answers with the changes made
 */
export function applyChanges(answers, changes) {
  const all = { ...answers };
  for (const [name, answer] of changes) {
    if (answer === undefined) delete all[name];
    else all[name] = answer;
  }
  return all;
}

/**
 * @param {Copy | undefined} kept
 * @param {{id: string, sheet: string, version: number} & Partial<Copy>} now
 * @returns {Copy} the record to replace it; never older than what was kept, even if the clock was set back
 */
export function nextRevision(kept, now) {
  const date = new Date().toISOString();
  const saved = kept && kept.saved > date ? kept.saved : date;
  return { made: saved, answers: {}, ...kept, ...now, revision: (kept?.revision ?? 0) + 1, saved };
}

/**
 * @param {string} sheet a worksheet's id
 * @param {number} [offset] to be added if that one is taken
 * @returns {string} an id for another copy of it
 */
export function freshId(sheet, offset = 0) {
  return `${sheet}~${(Date.now() + offset).toString(36)}`;
}
