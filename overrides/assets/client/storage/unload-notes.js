// What a closing page notes about the changes of one copy, since the database may not get them in time. The notes of a
// locked copy are encrypted beforehand, because a closing page does not wait.

import { changesOf } from "./draft.js";
import { forgetJournal, readJournal, writeJournal } from "./unload-journal.js";
import { attempt } from "../core/attempt.js";
import { LOCK_KEY } from "../core/storage-keys.js";

/** @typedef {import("../core/sheet-api.js").Lock} Lock */
/** @typedef {import("./unload-journal.js").Note} Note */
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
