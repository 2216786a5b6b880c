// The last words before a page closes. IndexedDB may not finish in that moment; localStorage writes at once.

import { JOURNAL_PREFIX } from "../core/storage-keys.js";

/**
 * @typedef {[string, string | string[] | null]} Change A control's name and its answer; null where it was emptied.
 * @typedef {object} Note Changes that the database may not have.
 * @property {string} copy the id of the copy they belong to
 * @property {number} revision the copy's revision that they come after
 * @property {Change[]} [changes]
 * @property {import("../core/encryption.js").Envelope} [sealed] the changes of a locked copy as JSON, encrypted
 */

/**
 * Notes changes that the database may not have yet.
 * @param {Storage} storage
 * @param {Note} note
 */
export function writeJournal(storage, note) {
  storage.setItem(JOURNAL_PREFIX + note.copy, JSON.stringify(note));
}

/**
 * Forgets the note about a copy.
 * @param {Storage} storage
 * @param {string} copy
 */
export function forgetJournal(storage, copy) {
  storage.removeItem(JOURNAL_PREFIX + copy);
}

/**
 * @param {Storage} storage
 * @param {string} copy
 * @returns {Note | undefined} what was noted of this copy last; nothing where it cannot be read
 */
export function readJournal(storage, copy) {
  try {
    const note = JSON.parse(storage.getItem(JOURNAL_PREFIX + copy) ?? "null");
    const about = note?.copy ?? note?.sheet; // as it was called when each worksheet had one copy
    return about === copy && Number.isFinite(note.revision)
      ? { ...note, changes: checkedChanges(note.changes) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} changes @returns {Change[]} those that have the form of a change */
export function checkedChanges(changes) {
  return Array.isArray(changes) ? changes.filter(isChange) : [];
}

/** @param {unknown} change */
function isChange(change) {
  if (!Array.isArray(change) || typeof change[0] !== "string") return false;
  const answers = [change[1]].flat();
  return change[1] === null || answers.every((answer) => typeof answer === "string");
}
