// The last words before a page closes. IndexedDB may not finish in that moment; localStorage writes at once.

/**
 * @typedef {[string, string | string[] | null]} Change A control's name and its answer; null where it was emptied.
 * @typedef {object} Note Changes that the database may not have.
 * @property {string} sheet the worksheet's id
 * @property {number} revision the draft's revision that they come after
 * @property {Change[]} changes
 */

const PREFIX = "rr-journal:";

/**
 * Notes changes that the database may not have yet.
 * @param {Storage} storage
 * @param {Note} note
 */
export function write(storage, note) {
  storage.setItem(PREFIX + note.sheet, JSON.stringify(note));
}

/**
 * Forgets the note about a sheet.
 * @param {Storage} storage
 * @param {string} sheet
 */
export function forget(storage, sheet) {
  storage.removeItem(PREFIX + sheet);
}

/**
 * @param {Storage} storage
 * @param {string} sheet
 * @param {number} revision the revision of the draft that the database has; 0 where it has none
 * @returns {Change[]} the changes that this draft lacks; none where the note is older or cannot be read
 */
export function recall(storage, sheet, revision) {
  try {
    const note = JSON.parse(storage.getItem(PREFIX + sheet) ?? "null");
    const fits = note?.sheet === sheet && note.revision >= revision && Array.isArray(note.changes);
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
