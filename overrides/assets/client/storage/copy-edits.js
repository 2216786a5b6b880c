// What is done to a whole copy now and then: it goes back to an earlier version, gets a name, is locked or opened.

import { closed, opened, put } from "./copy-record.js";
import * as store from "./database.js";

/** @typedef {import("./autosave.js").Keeper} Keeper */

/**
 * Goes back to an earlier version of a copy; what stands there now becomes an earlier version itself.
 * @param {Keeper} keeper
 * @param {store.Answers} answers
 */
export async function replace(keeper, answers) {
  await keeper.flush();
  await keeper.put((kept) => kept && store.renewed(kept, { ...keeper.now, answers }), { earlier: true });
  await keeper.again();
}

/** @param {Keeper} keeper @param {string} name what the copy shall be called */
export async function rename(keeper, name) {
  await keeper.flush();
  await keeper.put((kept) => kept && store.renewed(kept, { ...keeper.now, name }));
  await keeper.again();
}

/**
 * Locks a copy with a key, or takes its lock off; its earlier versions likewise.
 * @param {Keeper} keeper
 * @param {import("./copy-record.js").Lock | undefined} lock
 */
export async function lockWith(keeper, lock) {
  await keeper.flush();
  const had = keeper.lock;
  await keeper.next(async () => {
    const database = await keeper.database();
    const before = await Promise.all((await store.earlier(database, keeper.id)).map((one) => opened(one, had)));
    keeper.lock = lock; // what is written from now on is kept with it
    try {
      await put(database, keeper.id, lock, (kept) => store.renewed(kept, keeper.now), { unlock: !lock });
    } catch (error) {
      keeper.lock = had;
      throw error;
    }
    for (const one of before) if (one) await store.remember(database, await closed(one.copy, lock)).catch(console.warn);
  });
  await keeper.again();
}

/** @param {Keeper} keeper @returns {Promise<import("../core/encryption.js").Envelope | undefined>} what a passphrase shall open */
export async function envelope(keeper) {
  return (await store.load(await keeper.database(), keeper.id))?.locked;
}
