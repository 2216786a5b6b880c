// What is done to a whole copy now and then: it is cleared, brought back or named, goes back to an earlier version, is
// locked or opened. Loaded only when that happens.

import { applyChanges, nextRevision } from "./copy-model.js";
import { decrypt, encrypt, putCopy } from "./copy-record.js";
import { addVersion, earlierVersions, loadCopy, updateCopy } from "./copies-store.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */
/** @typedef {import("../core/sheet-api.js").AutosaveApi} AutosaveApi */
/** @typedef {import("../core/sheet-api.js").Copy} Copy */
/** @typedef {import("../core/sheet-api.js").Lock} Lock */

/**
 * Deletes a copy; an empty one replaces it if it stays locked.
 * @param {import("./autosave.js").Autosave} autosave
 * @param {boolean} gone whether not even its lock stays
 * @returns {Promise<Copy | undefined>} what it was, for `restoreCopy`; rejects if it could not be deleted
 */
export async function clearCopy(autosave, gone) {
  const lock = gone ? undefined : autosave.lock;
  const blank = { ...autosave.now, progress: undefined, answers: {} };
  const empty = lock && await encrypt(nextRevision(undefined, blank), lock);
  /** @type {Copy | undefined} */
  let had;
  await updateCopy(await autosave.database(), autosave.id, (kept) => {
    const answers = applyChanges(kept?.answers, autosave.draft.changes);
    had = kept?.locked ? kept : nextRevision(kept, { ...autosave.now, answers });
    return empty && { ...empty, revision: had.revision + 1 };
  }, { anew: true });
  autosave.reset(lock, empty && had ? had.revision + 1 : 0);
  return had;
}

/**
 * Undoes `clearCopy`; what was written since is kept.
 * @param {AutosaveApi} autosave
 * @param {Copy} had
 */
export async function restoreCopy(autosave, had) {
  const database = await autosave.database();
  const own = await decrypt(had, autosave.lock);
  if (own) await putCopy(database, had.id, own.lock ?? autosave.lock, (kept) => mergeRestored(own.copy, kept));
  else {
    await updateCopy(database, had.id, (kept) => {
      if (kept) throw new Error(`locked: ${had.id}`);
      return had;
    });
  }
  autosave.tell(had.id);
  await autosave.load();
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
 * Goes back to an earlier version of a copy; what stands there now becomes an earlier version itself.
 * @param {AutosaveApi} autosave
 * @param {Answers} answers
 */
export async function replaceAnswers(autosave, answers) {
  await autosave.flush();
  await autosave.put((kept) => kept && nextRevision(kept, { ...autosave.now, answers }), { earlier: true });
  await autosave.again();
}

/** @param {AutosaveApi} autosave @param {string} name the new name of its copy */
export async function renameCopy(autosave, name) {
  await autosave.flush();
  await autosave.put((kept) => kept && nextRevision(kept, { ...autosave.now, name }));
  await autosave.again();
}

/**
 * Locks a copy with a key, or takes its lock off; its earlier versions likewise.
 * @param {AutosaveApi} autosave
 * @param {Lock | undefined} lock
 */
export async function lockCopy(autosave, lock) {
  await autosave.flush();
  const had = autosave.lock;
  await autosave.next(async () => {
    const database = await autosave.database();
    const earlier = await Promise.all(
      (await earlierVersions(database, autosave.id)).map((version) => decrypt(version, had)),
    );
    autosave.lock = lock; // what is written from now on is saved with it
    try {
      await putCopy(database, autosave.id, lock, (kept) => nextRevision(kept, autosave.now), { unlock: !lock });
    } catch (error) {
      autosave.lock = had;
      throw error;
    }
    for (const version of earlier) {
      if (version) await addVersion(database, await encrypt(version.copy, lock)).catch(console.warn);
    }
  });
  await autosave.again();
}

/**
 * @param {AutosaveApi} autosave
 * @returns {Promise<import("../core/encryption.js").Envelope | undefined>} what a passphrase has to open; undefined if the
 *   copy is not locked
 */
export async function envelopeOf(autosave) {
  return (await loadCopy(await autosave.database(), autosave.id))?.locked;
}
