// One copy as it is worked with and as it is kept: a locked one is kept encrypted.

import { loadCopy, updateCopy } from "./copies-store.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** @typedef {import("../core/sheet-api.js").Lock} Lock */

/** It is brought in only where something is locked. */
const keyCache = () => import("./key-cache.js");

/** A copy was saved elsewhere at the same moment. */
class StaleError extends Error {}

/**
 * @param {Copy | undefined} kept
 * @param {Lock} [held] a lock that the caller holds
 * @returns {Promise<{copy: Copy, lock?: Lock} | undefined>} the copy with its answers and what locks it; undefined
 *   if absent, or if nobody has entered the passphrase yet
 */
export async function decrypt(kept, held) {
  if (!kept?.locked) return kept && { copy: kept };
  const { lockOf, decryptCopy } = await keyCache();
  const { locked, ...copy } = kept;
  const lock = locked.salt === held?.salt ? held : lockOf(locked.salt);
  return lock && { copy: { ...copy, ...await decryptCopy(lock, locked) }, lock };
}

/**
 * @param {Copy} copy
 * @param {Lock | undefined} lock
 * @returns {Promise<Copy>} what to keep of it: as it is, or encrypted
 */
export async function encrypt(copy, lock) {
  if (!lock) return copy;
  const { name, answers, progress, ...rest } = copy;
  return { ...rest, answers: {}, locked: await (await keyCache()).encryptText(lock, { name, answers, progress }) };
}

/**
 * Changes a copy; see `updateCopy`.
 * @param {IDBDatabase} database
 * @param {string} id
 * @param {Lock | undefined} lock what shall lock it
 * @param {(kept: Copy | undefined) => Copy | undefined} change given what is kept, with its answers,
 *   returns what to keep, if anything; it may be asked again, and what it throws leaves all as it is
 * @param {{earlier?: boolean, unlock?: boolean}} [options] whether what is kept shall stay as an earlier version, and
 *   whether a lock shall be taken off; without it no locked copy becomes a plain one
 * @returns {Promise<Copy | undefined>} what is kept now
 */
export async function putCopy(database, id, lock, change, options) {
  const kept = await loadCopy(database, id);
  const had = await decrypt(kept, lock);
  if (kept && !had || had?.lock && !lock && !options?.unlock) throw new Error(`locked: ${id}`);
  const copy = change(had?.copy);
  const record = copy && await encrypt(copy, lock);
  try {
    await updateCopy(database, id, (now) => {
      if (now?.revision !== kept?.revision) throw new StaleError();
      return record;
    }, options);
  } catch (error) {
    if (error instanceof StaleError) return putCopy(database, id, lock, change, options);
    throw error;
  }
  return copy;
}
