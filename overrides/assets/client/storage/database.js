// Where answers are kept: IndexedDB on this device. Nothing else reads or writes it. The form of what is kept is
// described in docs/about/architecture.md.

import { attempt } from "../core/attempt.js";
import { BACKUP_KEY, DATABASE_NAME } from "../core/storage-keys.js";

/**
 * @typedef {Record<string, string | string[]>} Answers Every answer by the name of its control.
 * @typedef {string | string[] | undefined} Answer One of them; nothing where it was taken away.
 * @typedef {object} Copy One copy of a worksheet, with its answers.
 * @property {string} id the worksheet's id for the first copy, with `~` and a mark of its own for any other
 * @property {string} sheet the worksheet's id
 * @property {string} [name] what the reader calls it
 * @property {number} version the version of the worksheet the answers were written on
 * @property {number} revision raised with every save
 * @property {string} made when it was begun, as an ISO date and time
 * @property {string} saved when it was last saved, likewise
 * @property {Answers} answers
 * @property {{done: number, of: number}} [progress] how many questions are answered, and how many are asked
 * @property {number} [form] the form of this record; see FORM
 * @property {import("../core/encryption.js").Envelope} [locked] what else belongs to a locked copy, encrypted: its name, answers
 *   and progress; then there are no answers beside it
 */

/** How many answers a copy may have, and how many characters one of them, and all of them together as JSON. */
export const LIMITS = { answers: 500, characters: 20_000, together: 256 * 1024 };
/** Version 3 brought the earlier versions of copies, version 2 the copies. */
export const VERSION = 3;
/** The form of the records that this code writes. A record with a higher one is read as far as it goes, and left as it is. */
export const FORM = 1;
const COPIES = "copies";
/** What copies were before; the keys are [copy, revision]. */
const EARLIER = "earlier";
/** How many earlier versions of a copy there are at most. */
const MOST = 5;
/** Until version 2 each worksheet had one copy, in a store of this name. */
const DRAFTS = "drafts";

/** Newer code has written here: what it wrote is only read. */
export class NewerError extends Error {}

/**
 * Opens the database.
 * @param {IDBFactory} factory the browser's `indexedDB`, or a stand-in
 * @returns {Promise<IDBDatabase>} fails where the browser keeps no data
 */
export async function openDatabase(factory) {
  const request = factory.open(DATABASE_NAME, VERSION);
  request.onupgradeneeded = () => upgrade(request);
  const database = await result(request).catch((error) => {
    if (error.name !== "VersionError") throw error;
    return result(factory.open(DATABASE_NAME)); // newer code was here
  });
  // A newer version of this site, open in another tab, must not have to wait for this one.
  database.onversionchange = () => database.close();
  if (shaken()) await (await rescue()).restoreBackup(database);
  return database;
}

/**
 * Opens the database for one errand.
 * @template T
 * @param {(database: IDBDatabase) => Promise<T>} errand
 * @param {IDBFactory} [factory] the browser's, if left out
 */
export async function withDatabase(errand, factory = indexedDB) {
  const database = await openDatabase(factory);
  try {
    return await errand(database);
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

/**
 * @param {IDBDatabase} database
 * @param {string} [sheet] a worksheet's id
 * @returns {Promise<Copy[]>} its copies, or those of all worksheets; the one saved last stands first
 */
export async function allCopies(database, sheet) {
  /** @type {Copy[]} */
  const copies = await result(database.transaction(COPIES).objectStore(COPIES).getAll());
  const wanted = copies.filter((copy) => !sheet || copy.sheet === sheet);
  return wanted.sort((one, other) => other.saved < one.saved ? -1 : 1);
}

/**
 * @param {IDBDatabase} database
 * @param {string} id a copy's id
 * @returns {Promise<Copy | undefined>} what was last saved of it
 */
export function loadCopy(database, id) {
  return result(database.transaction(COPIES).objectStore(COPIES).get(id));
}

/**
 * @param {IDBDatabase} database
 * @param {string} id a copy's id
 * @returns {Promise<Copy[]>} what it was before, at most five times; the latest stands first
 */
export async function earlierVersions(database, id) {
  if (!database.objectStoreNames.contains(EARLIER)) return [];
  return (await result(database.transaction(EARLIER).objectStore(EARLIER).getAll(versions(id)))).reverse();
}

/** @param {string} id */
const versions = (id) => IDBKeyRange.bound([id], [id, []]);

/**
 * Changes a copy in one go, so that two tabs cannot undo each other; done means that the browser has it.
 * @param {IDBDatabase} database
 * @param {string} id
 * @param {(kept: Copy | undefined) => Copy | undefined} change given what is kept, returns what to keep, if anything;
 *   what it throws leaves all as it is
 * @param {{earlier?: boolean, anew?: boolean}} [options] whether what is kept shall stay as an earlier version; whether
 *   the copy begins anew, so that its earlier versions go
 * @returns {Promise<Copy | undefined>} what is kept now; fails where there is no room or no leave, and with a NewerError
 *   where newer code wrote it
 */
export async function updateCopy(database, id, change, options) {
  if (database.version > VERSION) throw new NewerError(id);
  const transaction = database.transaction([COPIES, EARLIER], "readwrite", { durability: "strict" });
  const finished = done(transaction);
  const copies = transaction.objectStore(COPIES);
  const before = transaction.objectStore(EARLIER);
  /** @type {Copy | undefined} */
  let copy;
  /** @type {unknown} */
  let fault;
  const kept = copies.get(id);
  kept.onsuccess = () => {
    try {
      if (kept.result?.form > FORM) throw new NewerError(id);
      copy = change(kept.result);
      if (copy) copies.put({ ...copy, form: FORM });
      else copies.delete(id);
      if (!copy || options?.anew || (copy.locked && !kept.result?.locked)) before.delete(versions(id));
      else if (options?.earlier && kept.result) keepVersion(before, kept.result);
    } catch (error) {
      fault = error;
      transaction.abort();
    }
  };
  await finished.catch((error) => {
    throw fault ?? error;
  });
  if (shaken()) await (await rescue()).writeBackup(database);
  return copy;
}

const rescue = () => import("./backup.js");

/** Whether a save has failed here not long ago. */
function shaken() {
  return attempt(() => localStorage.getItem(BACKUP_KEY));
}

/**
 * Keeps what a copy could have been as an earlier version, such as words that came too late for it.
 * @param {IDBDatabase} database
 * @param {Copy} copy
 */
export async function addVersion(database, copy) {
  const transaction = database.transaction(EARLIER, "readwrite", { durability: "strict" });
  const finished = done(transaction);
  keepVersion(transaction.objectStore(EARLIER), copy);
  await finished;
}

/**
 * Keeps several copies at once, or none of them.
 * @param {IDBDatabase} database
 * @param {Copy[]} copies
 */
export async function restoreCopies(database, copies) {
  const transaction = database.transaction(COPIES, "readwrite", { durability: "strict" });
  const finished = done(transaction);
  for (const copy of copies) transaction.objectStore(COPIES).put(copy);
  await finished;
}

/**
 * @param {IDBObjectStore} store
 * @param {Copy} copy
 */
function keepVersion(store, copy) {
  store.put(copy);
  const all = store.getAllKeys(versions(copy.id));
  all.onsuccess = () => all.result.slice(0, -MOST).forEach((key) => store.delete(key));
}

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
 * @returns {Copy} what to keep instead; with a clock that was set back it is no older than what was kept
 */
export function nextRevision(kept, now) {
  const date = new Date().toISOString();
  const saved = kept && kept.saved > date ? kept.saved : date;
  return { made: saved, answers: {}, ...kept, ...now, revision: (kept?.revision ?? 0) + 1, saved };
}

/**
 * @param {Copy} had
 * @param {Copy | undefined} kept what was written since
 * @returns {Copy} both, with what is newer
 */
export function mergeRestored(had, kept) {
  const revision = had.revision + (kept?.revision ?? 0);
  return { ...had, revision, answers: { ...had.answers, ...kept?.answers } };
}

/**
 * @param {string} sheet a worksheet's id
 * @param {number} [more] to be added where that one is taken
 * @returns {string} an id for another copy of it
 */
export function freshId(sheet, more = 0) {
  return `${sheet}~${(Date.now() + more).toString(36)}`;
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
