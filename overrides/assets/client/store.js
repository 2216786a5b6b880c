// Where answers are kept: IndexedDB on this device. Nothing else reads or writes it.

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
 */

const DATABASE = "relationship-reset";
const COPIES = "copies";
/** Until version 2 each worksheet had one copy, in a store of this name. */
const DRAFTS = "drafts";

/**
 * Opens the database.
 * @param {IDBFactory} factory the browser's `indexedDB`, or a stand-in
 * @returns {Promise<IDBDatabase>} fails where the browser keeps no data
 */
export async function open(factory) {
  const request = factory.open(DATABASE, 2);
  request.onupgradeneeded = () => upgrade(request);
  const database = await result(request);
  // A newer version of this site, open in another tab, must not have to wait for this one.
  database.onversionchange = () => database.close();
  return database;
}

/**
 * Opens the database for one errand.
 * @template T
 * @param {(database: IDBDatabase) => Promise<T>} errand
 * @param {IDBFactory} [factory] the browser's, if left out
 */
export async function using(errand, factory = indexedDB) {
  const database = await open(factory);
  try {
    return await errand(database);
  } finally {
    database.close();
  }
}

/** @param {IDBOpenDBRequest} request */
function upgrade({ result: database, transaction }) {
  const copies = database.createObjectStore(COPIES, { keyPath: "id" });
  if (!transaction || !database.objectStoreNames.contains(DRAFTS)) return;
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
export async function all(database, sheet) {
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
export function load(database, id) {
  return result(database.transaction(COPIES).objectStore(COPIES).get(id));
}

/**
 * Changes a copy in one go, so that two tabs cannot undo each other; done means that the browser has it.
 * @param {IDBDatabase} database
 * @param {string} id
 * @param {(kept: Copy | undefined) => Copy | undefined} change given what is kept, returns what to keep, if anything
 * @returns {Promise<Copy | undefined>} what is kept now; fails where there is no room or no leave
 */
export async function update(database, id, change) {
  const transaction = database.transaction(COPIES, "readwrite", { durability: "strict" });
  const finished = done(transaction);
  const copies = transaction.objectStore(COPIES);
  /** @type {Copy | undefined} */
  let copy;
  const kept = copies.get(id);
  kept.onsuccess = () => {
    copy = change(kept.result);
    if (copy) copies.put(copy);
    else copies.delete(id);
  };
  await finished;
  return copy;
}

/**
 * @param {Answers | undefined} answers
 * @param {Map<string, Answer>} changes
 * @returns {Answers} the answers with the changes made
 */
export function changed(answers, changes) {
  const all = { ...answers };
  for (const [name, answer] of changes) {
    if (answer === undefined) delete all[name];
    else all[name] = answer;
  }
  return all;
}

/**
 * @param {Copy | undefined} kept
 * @param {{id: string, sheet: string, version: number, progress: Copy["progress"]}} now
 * @param {Map<string, Answer>} changes
 * @returns {Copy} what to keep instead
 */
export function renewed(kept, now, changes) {
  const saved = new Date().toISOString();
  const revision = (kept?.revision ?? 0) + 1;
  return { made: saved, ...kept, ...now, revision, saved, answers: changed(kept?.answers, changes) };
}

/**
 * @param {Copy} had
 * @param {Copy | undefined} kept what was written since
 * @returns {Copy} both, with what is newer
 */
export function rejoined(had, kept) {
  const revision = had.revision + (kept?.revision ?? 0);
  return { ...had, revision, answers: { ...had.answers, ...kept?.answers } };
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

/**
 * Does something that a browser may refuse, such as where storage is blocked or full.
 * @template T
 * @param {() => T} what reads, writes or sounds
 * @returns {T | undefined} nothing where it cannot be done; all else goes on
 */
export function guarded(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
