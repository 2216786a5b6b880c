// Where answers are kept: IndexedDB on this device. Nothing else reads or writes it.

/**
 * @typedef {Record<string, string | string[]>} Answers Every answer by the name of its control.
 * @typedef {object} Draft One sheet's answers.
 * @property {string} sheet the worksheet's id
 * @property {number} version the version of the worksheet they were written on
 * @property {number} revision raised with every save
 * @property {string} saved when, as an ISO date and time
 * @property {Answers} answers
 */

const DATABASE = "relationship-reset";
const DRAFTS = "drafts";

/**
 * Opens the database.
 * @param {IDBFactory} factory the browser's `indexedDB`, or a stand-in
 * @returns {Promise<IDBDatabase>} fails where the browser keeps no data
 */
export async function open(factory) {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(DRAFTS, { keyPath: "sheet" });
  const database = await result(request);
  // A newer version of this site, open in another tab, must not have to wait for this one.
  database.onversionchange = () => database.close();
  return database;
}

/**
 * @param {IDBDatabase} database
 * @param {string} sheet a worksheet's id
 * @returns {Promise<Draft | undefined>} what was last saved for it
 */
export function load(database, sheet) {
  return result(database.transaction(DRAFTS).objectStore(DRAFTS).get(sheet));
}

/**
 * Changes a draft in one go, so that two tabs cannot undo each other; done means that the browser has it.
 * @param {IDBDatabase} database
 * @param {string} sheet
 * @param {(kept: Draft | undefined) => Draft} change given what is kept, returns what to keep
 * @returns {Promise<Draft>} what is kept now; fails where there is no room or no leave
 */
export async function update(database, sheet, change) {
  const transaction = database.transaction(DRAFTS, "readwrite", { durability: "strict" });
  const finished = done(transaction);
  const drafts = transaction.objectStore(DRAFTS);
  /** @type {Draft | undefined} */
  let draft;
  const kept = drafts.get(sheet);
  kept.onsuccess = () => {
    draft = change(kept.result);
    drafts.put(draft);
  };
  await finished;
  if (!draft) throw new Error("the draft was never read");
  return draft;
}

/**
 * Deletes a sheet's draft.
 * @param {IDBDatabase} database
 * @param {string} sheet
 * @returns {Promise<void>}
 */
export function remove(database, sheet) {
  const transaction = database.transaction(DRAFTS, "readwrite", { durability: "strict" });
  const finished = done(transaction);
  transaction.objectStore(DRAFTS).delete(sheet);
  return finished;
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
