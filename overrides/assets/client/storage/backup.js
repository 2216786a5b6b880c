// A second place for all copies after a save has failed. A disk that was full can leave IndexedDB's own file torn:
// Chromium goes on writing to it, and at its next start finds it spoilt and throws everything away (seen in
// Chromium 156 on a full disk). localStorage has a file of its own.

import { allCopies, restoreCopies } from "./copies-store.js";
import { attempt } from "../core/attempt.js";
import { BACKUP_KEY } from "../core/storage-keys.js";

/** How long the second place is kept up, in milliseconds; by then the torn file has been written anew. */
const LONG = 7 * 86_400_000;

/** From now on, what is kept is also kept here. */
export function beginBackup() {
  write(Date.now(), read().copies);
}

/** Keeps all copies here too; after a week without a failure no longer. @param {IDBDatabase} database */
export async function writeBackup(database) {
  const { since } = read();
  if (Date.now() - since > LONG) attempt(() => localStorage.removeItem(BACKUP_KEY));
  else {
    write(since, await allCopies(database));
  }
}

/** Brings all copies back into a database that has lost them. @param {IDBDatabase} database */
export async function restoreBackup(database) {
  if ((await allCopies(database)).length) return;
  await restoreCopies(database, read().copies);
}

/** @param {number} since @param {import("../core/sheet-api.js").Copy[]} copies */
function write(since, copies) {
  const text = JSON.stringify({ since, copies });
  // What is there is older, and may be of a copy that was locked or deleted since.
  if (attempt(() => localStorage.setItem(BACKUP_KEY, text) === undefined)) return;
  attempt(() => localStorage.removeItem(BACKUP_KEY));
}

/** @returns {{since: number, copies: import("../core/sheet-api.js").Copy[]}} */
function read() {
  const none = { since: 0, copies: [] };
  return attempt(() => ({ ...none, ...JSON.parse(localStorage.getItem(BACKUP_KEY) ?? "{}") })) ?? none;
}
