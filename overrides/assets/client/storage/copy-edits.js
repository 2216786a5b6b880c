// What is done to a whole copy now and then: it goes back to an earlier version, gets a name, is locked or opened.

import { decrypt, encrypt, putCopy } from "./copy-record.js";
import * as store from "./database.js";

/** @typedef {import("./autosave.js").Autosave} Keeper */

/**
 * Goes back to an earlier version of a copy; what stands there now becomes an earlier version itself.
 * @param {Keeper} keeper
 * @param {store.Answers} answers
 */
export async function replaceAnswers(keeper, answers) {
  await keeper.flush();
  await keeper.put((kept) => kept && store.nextRevision(kept, { ...keeper.now, answers }), { earlier: true });
  await keeper.again();
}

/** @param {Keeper} keeper @param {string} name what the copy shall be called */
export async function renameCopy(keeper, name) {
  await keeper.flush();
  await keeper.put((kept) => kept && store.nextRevision(kept, { ...keeper.now, name }));
  await keeper.again();
}

/**
 * Locks a copy with a key, or takes its lock off; its earlier versions likewise.
 * @param {Keeper} keeper
 * @param {import("./copy-record.js").Lock | undefined} lock
 */
export async function lockCopy(keeper, lock) {
  await keeper.flush();
  const had = keeper.lock;
  await keeper.next(async () => {
    const database = await keeper.database();
    const before = await Promise.all(
      (await store.earlierVersions(database, keeper.id)).map((one) => decrypt(one, had)),
    );
    keeper.lock = lock; // what is written from now on is kept with it
    try {
      await putCopy(database, keeper.id, lock, (kept) => store.nextRevision(kept, keeper.now), { unlock: !lock });
    } catch (error) {
      keeper.lock = had;
      throw error;
    }
    for (const one of before) {
      if (one) await store.addVersion(database, await encrypt(one.copy, lock)).catch(console.warn);
    }
  });
  await keeper.again();
}

/** @param {Keeper} keeper @returns {Promise<import("../core/encryption.js").Envelope | undefined>} what a passphrase shall open */
export async function envelopeOf(keeper) {
  return (await store.loadCopy(await keeper.database(), keeper.id))?.locked;
}
