// The last words before a page closes. IndexedDB may not finish in that moment; localStorage writes at once.

/** @typedef {import("./store.js").Draft} Draft */

const PREFIX = "rr-journal:";

/**
 * Notes a draft that the database may not have yet.
 * @param {Storage} storage
 * @param {Draft} draft
 */
export function note(storage, draft) {
  storage.setItem(PREFIX + draft.sheet, JSON.stringify(draft));
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
 * @returns {Draft | undefined} the note about a sheet; nothing where there is none or it cannot be read
 */
export function recall(storage, sheet) {
  try {
    const draft = JSON.parse(storage.getItem(PREFIX + sheet) ?? "null");
    return draft?.sheet === sheet && draft.answers && typeof draft.answers === "object" ? draft : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Draft | undefined} one
 * @param {Draft | undefined} other
 * @returns {Draft | undefined} the newer of two drafts of one sheet
 */
export function newer(one, other) {
  if (!one || !other) return one ?? other;
  return other.revision > one.revision ? other : one;
}
