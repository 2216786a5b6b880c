// The IndexedDB database on this device: opening, upgrading, requests and transactions. What is in it is read and
// written by storage/copies-store.js alone.

import { attempt } from "../core/attempt.js";
import { BACKUP_KEY, DATABASE_NAME } from "../core/storage-keys.js";

/** Version 3 brought the earlier versions of copies, version 2 the copies. */
export const DATABASE_VERSION = 3;
/** The object stores. The keys of earlier versions are [copy, revision]. */
export const COPIES = "copies";
export const EARLIER = "earlier";
/** Until version 2 each worksheet had one copy, in a store of this name. */
const DRAFTS = "drafts";

/**
 * Opens the database.
 * @param {IDBFactory} factory the browser's `indexedDB`, or a stand-in
 * @returns {Promise<IDBDatabase>} rejects if the browser stores no data
 */
export async function openDatabase(factory) {
  const request = factory.open(DATABASE_NAME, DATABASE_VERSION);
  request.onupgradeneeded = () => upgrade(request);
  const database = await resultOf(request).catch((error) => {
    if (error.name !== "VersionError") throw error;
    return resultOf(factory.open(DATABASE_NAME)); // newer code was here
  });
  // A newer version of this site, open in another tab, must not have to wait for this one.
  database.onversionchange = () => database.close();
  if (hasBackup()) await (await import("./backup.js")).restoreBackup(database);
  return database;
}

/**
 * Opens the database for one task, and closes it.
 * @template T
 * @param {(database: IDBDatabase) => Promise<T>} task
 * @param {IDBFactory} [factory] the browser's, if left out
 */
export async function withDatabase(task, factory = indexedDB) {
  const database = await openDatabase(factory);
  try {
    return await task(database);
  } finally {
    database.close();
  }
}

/** @param {IDBOpenDBRequest} request */
function upgrade({ result: database, transaction }) {
  const had = database.objectStoreNames;
  if (!had.contains(EARLIER)) database.createObjectStore(EARLIER, { keyPath: ["id", "revision"] });
  if (had.contains(COPIES)) return;
  const copies = database.createObjectStore(COPIES, { keyPath: "id" });
  if (!transaction || !had.contains(DRAFTS)) return;
  const drafts = transaction.objectStore(DRAFTS).getAll();
  drafts.onsuccess = () => {
    for (const draft of drafts.result) copies.put({ id: draft.sheet, made: draft.saved, ...draft });
    database.deleteObjectStore(DRAFTS);
  };
}

/** @returns {boolean} whether a save has failed here not long ago, so that all copies are stored a second time */
export function hasBackup() {
  return Boolean(attempt(() => localStorage.getItem(BACKUP_KEY)));
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBDatabase} database
 * @param {string[]} stores
 * @param {(transaction: IDBTransaction) => void} write
 * @returns {Promise<void>} resolves once the browser has written it to disk
 */
export function writeTransaction(database, stores, write) {
  const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    write(transaction);
  });
}
