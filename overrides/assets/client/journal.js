// The last words before a page closes. IndexedDB may not finish in that moment; localStorage writes at once.

/**
 * @typedef {[string, string | string[] | null]} Change A control's name and its answer; null where it was emptied.
 * @typedef {object} Note Changes that the database may not have.
 * @property {string} copy the id of the copy they belong to
 * @property {number} revision the copy's revision that they come after
 * @property {Change[]} changes
 */

const PREFIX = "rr-journal:";

/**
 * Notes changes that the database may not have yet.
 * @param {Storage} storage
 * @param {Note} note
 */
export function write(storage, note) {
  storage.setItem(PREFIX + note.copy, JSON.stringify(note));
}

/**
 * Forgets the note about a copy.
 * @param {Storage} storage
 * @param {string} copy
 */
export function forget(storage, copy) {
  storage.removeItem(PREFIX + copy);
}

/**
 * @param {Storage} storage
 * @param {string} copy
 * @param {number} revision the revision of the copy that the database has; 0 where it has none
 * @returns {Change[]} the changes that this copy lacks; none where the note is older or cannot be read
 */
export function recall(storage, copy, revision) {
  try {
    const note = JSON.parse(storage.getItem(PREFIX + copy) ?? "null");
    const about = note?.copy ?? note?.sheet; // as it was called when each worksheet had one copy
    const fits = about === copy && note.revision >= revision && Array.isArray(note.changes);
    return fits ? note.changes.filter(isChange) : [];
  } catch {
    return [];
  }
}

/** @param {unknown} change */
function isChange(change) {
  if (!Array.isArray(change) || typeof change[0] !== "string") return false;
  const answers = [change[1]].flat();
  return change[1] === null || answers.every((answer) => typeof answer === "string");
}
