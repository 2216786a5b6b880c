// What a closing page notes about the changes of a copy, since IndexedDB may not finish in that moment; localStorage
// writes at once. The notes of a locked copy are encrypted beforehand, because a closing page does not wait.

import { attempt } from "../core/attempt.js";
import { JOURNAL_PREFIX, LOCK_KEY } from "../core/storage-keys.js";

/**
 * @typedef {[string, string | string[] | null]} Change A control's name and its answer; null where it was emptied.
 * @typedef {object} Note Changes that the database may not have.
 * @property {string} copy the id of the copy they belong to
 * @property {number} revision the copy's revision that they come after
 * @property {Change[]} [changes]
 * @property {import("../core/encryption.js").Envelope} [sealed] the changes of a locked copy as JSON, encrypted
 */
/** @typedef {import("../core/sheet-api.js").Lock} Lock */
/** @typedef {import("./draft.js").Draft} Draft */

/** Loaded only where something is locked. */
const keyCache = () => import("./key-cache.js");

/** The notes of one copy. */
export class UnloadNotes {
  /** The changes of a locked copy, encrypted and ready to be noted. @type {Note["sealed"]} */
  #sealed;
  /** Resolves once the latest changes are encrypted. */
  sealing = Promise.resolve();

  /** Encrypts the changes of a locked copy. @param {Lock} lock @param {Draft} draft */
  seal(lock, draft) {
    this.sealing = this.sealing.then(async () => {
      this.#sealed = await (await keyCache()).encryptText(lock, draft.listed);
    });
  }

  /** The encrypted changes are outdated, as the copy has another lock. */
  unseal() {
    this.#sealed = undefined;
  }

  /**
   * Notes all changes that are not saved; those of a locked copy only once they are encrypted.
   * @param {string} copy its id
   * @param {number} revision the one that the changes come after
   * @param {boolean} secret whether the copy is or may be locked
   * @param {Draft} draft
   */
  write(copy, revision, secret, draft) {
    if (secret && !this.#sealed) return;
    const changes = secret ? { sealed: this.#sealed } : { changes: draft.listed };
    attempt(() => writeJournal(localStorage, { copy, revision, ...changes }));
  }
}

/** @param {string} copy @returns {Note | undefined} the note about it */
export function readNote(copy) {
  return attempt(() => readJournal(localStorage, copy));
}

/** @param {string[]} copies the ids that the notes are about */
export function forgetNotes(...copies) {
  for (const copy of copies) attempt(() => forgetJournal(localStorage, copy));
}

/**
 * @param {Note} note
 * @param {Lock | undefined} lock
 * @returns {Promise<import("./draft.js").Changes>} its changes; none if it was encrypted with a lock that the copy had before
 */
export async function noteChanges({ changes, sealed }, lock) {
  if (!sealed) return changesOf(changes);
  return changesOf(lock && await (await keyCache()).decryptChanges(lock, sealed).catch(() => undefined));
}

/** From now on this browser notes nothing in plain before it is known whether a copy is locked. */
export function rememberLocked() {
  attempt(() => localStorage.setItem(LOCK_KEY, "yes"));
}

/** @returns {boolean} whether this browser has ever held a locked copy */
export function hasHadLocked() {
  return Boolean(attempt(() => localStorage.getItem(LOCK_KEY)));
}

/** @param {unknown} noted @returns {import("./draft.js").Changes} */
export function changesOf(noted) {
  return new Map(checkedChanges(noted).map(([name, answer]) => [name, answer ?? undefined]));
}

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
 * @returns {Note | undefined} what was noted of this copy last; undefined if it cannot be read
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
