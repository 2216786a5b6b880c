// Deletes everything that this site has left in this browser, and looks afterwards whether it is gone.

import { CACHE_PREFIX, DATABASE_NAME, OWN_PREFIX } from "../core/storage-keys.js";
import { TabChannel } from "../storage/tab-channel.js";

/** How long other tabs may take to let go of the database, and how long a late save is waited for, in milliseconds. */
const PATIENCE = 3000;
const LATE = 400;

/**
 * @typedef {"answers" | "choices" | "offline" | "blocked"} Trace What may be left: what was typed; choices and timers;
 *   pages cached for reading offline. `blocked` if the browser denies access.
 */

/**
 * Deletes everything. Other tabs are told first, so that none saves anything after that.
 * @param {string} base the address of the site's first page
 * @returns {Promise<Trace[]>} what is left
 */
export async function eraseData(base) {
  await tried(() => {
    const others = new TabChannel();
    others.tellErased();
    others.close();
  });
  await tried(() => stopOffline(base));
  await tried(() => forget(base));
  await deleted();
  await new Promise((then) => setTimeout(then, LATE)); // what a tab wrote while it was told goes now
  if (!await tried(() => forget(base))) return ["blocked"];
  /** @type {[Trace, unknown][]} */
  const found = [
    ["answers", await answersLeft()],
    ["choices", keys(base).length],
    ["offline", await tried(() => offline(base).then((all) => all.length))],
  ];
  return found.filter(([, left]) => left).map(([trace]) => trace);
}

/**
 * @template T
 * @param {() => T | Promise<T>} what a browser may refuse
 * @returns {Promise<T | undefined>}
 */
async function tried(what) {
  try {
    return await what();
  } catch {
    return undefined;
  }
}

/** @returns {Promise<boolean | undefined>} whether the database is gone; undefined if access is denied */
function deleted() {
  return tried(() =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(DATABASE_NAME);
      request.onsuccess = () => resolve(true);
      request.onerror = () => reject(request.error);
      setTimeout(() => resolve(false), PATIENCE); // some tab does not let go of it
    })
  );
}

/** Whether answers are there. Where databases are not listed, it has to be deleted once more. */
async function answersLeft() {
  const all = await tried(() => indexedDB.databases());
  return (all ?? [{ name: DATABASE_NAME }]).some(({ name }) => name === DATABASE_NAME) && !await deleted();
}

/**
 * What this site and its theme have noted, with the storage it is in. The theme's begin with the site's path.
 * @param {string} base
 * @returns {[Storage, string][]} throws if access is denied
 */
function keys(base) {
  const theme = `${new URL(base).pathname}.__`;
  const own = (/** @type {string} */ key) => key.startsWith(OWN_PREFIX) || key.startsWith(theme);
  return [localStorage, sessionStorage].flatMap((storage) =>
    Object.keys(storage).filter(own).map((key) => /** @type {[Storage, string]} */ ([storage, key]))
  );
}

/** @param {string} base */
function forget(base) {
  for (const [storage, key] of keys(base)) storage.removeItem(key);
  return true;
}

/**
 * @param {string} base
 * @returns {Promise<(() => Promise<boolean>)[]>} what is kept for reading offline, each as what takes it away
 */
async function offline(base) {
  const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
  const own = workers.filter(({ scope }) => scope === base);
  const prefix = `${CACHE_PREFIX}${new URL(base).pathname} `; // see page/service-worker.js
  const kept = (await globalThis.caches?.keys() ?? []).filter((name) => name.startsWith(prefix));
  return [...own.map((worker) => () => worker.unregister()), ...kept.map((name) => () => caches.delete(name))];
}

/** @param {string} base */
async function stopOffline(base) {
  for (const take of await offline(base)) await take();
}
