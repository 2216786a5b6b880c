// The copies of worksheets and their earlier versions in the database. Nothing else reads or writes them.

import { MOST_VERSIONS, RECORD_FORMAT } from "./copy-model.js";
import { COPIES, DATABASE_VERSION, EARLIER, hasBackup, resultOf, writeTransaction } from "./database.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** Newer code has written here: what it wrote is only read. */
export class NewerError extends Error {}

/**
 * @param {IDBDatabase} database
 * @param {string} [sheet] a worksheet's id
 * @returns {Promise<Copy[]>} its copies, or those of all worksheets; the one saved last comes first
 */
export async function allCopies(database, sheet) {
  /** @type {Copy[]} */
  const copies = await resultOf(database.transaction(COPIES).objectStore(COPIES).getAll());
  const wanted = copies.filter((copy) => !sheet || copy.sheet === sheet);
  return wanted.sort((one, other) => other.saved < one.saved ? -1 : 1);
}

/**
 * @param {IDBDatabase} database
 * @param {string} id a copy's id
 * @returns {Promise<Copy | undefined>} what was last saved of it
 */
export function loadCopy(database, id) {
  return resultOf(database.transaction(COPIES).objectStore(COPIES).get(id));
}

/**
 * @param {IDBDatabase} database
 * @param {string} id a copy's id
 * @returns {Promise<Copy[]>} its earlier versions, at most MOST_VERSIONS; the latest comes first
 */
export async function earlierVersions(database, id) {
  if (!database.objectStoreNames.contains(EARLIER)) return [];
  return (await resultOf(database.transaction(EARLIER).objectStore(EARLIER).getAll(versionsOf(id)))).reverse();
}

/** @param {string} id */
const versionsOf = (id) => IDBKeyRange.bound([id], [id, []]);

/**
 * Reads and changes a copy in one transaction, so that two tabs cannot undo each other.
 * @param {IDBDatabase} database
 * @param {string} id
 * @param {(kept: Copy | undefined) => Copy | undefined} change given the saved copy, returns the one to save; undefined
 *   deletes it, and an error leaves everything as it is
 * @param {{earlier?: boolean, anew?: boolean}} [options] whether the saved copy becomes an earlier version; whether the
 *   copy begins anew, so that its earlier versions are deleted
 * @returns {Promise<Copy | undefined>} the copy as it is saved now; rejects if the quota is exceeded or storage denied, and
 *   with a NewerError if newer code wrote it
 */
export async function updateCopy(database, id, change, options) {
  if (database.version > DATABASE_VERSION) throw new NewerError(id);
  /** @type {Copy | undefined} */
  let copy;
  /** @type {unknown} */
  let fault;
  await writeTransaction(database, [COPIES, EARLIER], (transaction) => {
    const copies = transaction.objectStore(COPIES);
    const earlier = transaction.objectStore(EARLIER);
    const kept = copies.get(id);
    kept.onsuccess = () => {
      try {
        if (kept.result?.form > RECORD_FORMAT) throw new NewerError(id);
        copy = change(kept.result);
        if (copy) copies.put({ ...copy, form: RECORD_FORMAT });
        else copies.delete(id);
        if (!copy || options?.anew || (copy.locked && !kept.result?.locked)) earlier.delete(versionsOf(id));
        else if (options?.earlier && kept.result) putVersion(earlier, kept.result);
      } catch (error) {
        fault = error;
        transaction.abort();
      }
    };
  }).catch((error) => {
    throw fault ?? error;
  });
  if (hasBackup()) await (await import("./backup.js")).writeBackup(database);
  return copy;
}

/**
 * Saves an earlier version of a copy, such as words that came too late for it.
 * @param {IDBDatabase} database
 * @param {Copy} copy
 */
export async function addVersion(database, copy) {
  await writeTransaction(database, [EARLIER], (transaction) => putVersion(transaction.objectStore(EARLIER), copy));
}

/**
 * Saves several copies at once, or none of them.
 * @param {IDBDatabase} database
 * @param {Copy[]} copies
 */
export async function restoreCopies(database, copies) {
  await writeTransaction(database, [COPIES], (transaction) => {
    for (const copy of copies) transaction.objectStore(COPIES).put(copy);
  });
}

/**
 * @param {IDBObjectStore} store
 * @param {Copy} copy
 */
function putVersion(store, copy) {
  store.put(copy);
  const keys = store.getAllKeys(versionsOf(copy.id));
  keys.onsuccess = () => keys.result.slice(0, -MOST_VERSIONS).forEach((key) => store.delete(key));
}
