// Reads a saved copy, and brings together with it what was written on this page and what a closing page noted.

import { decrypt, encrypt } from "./copy-record.js";
import { applyChanges, RECORD_FORMAT } from "./copy-model.js";
import { addVersion, allCopies, loadCopy } from "./copies-store.js";
import { DATABASE_VERSION } from "./database.js";
import { wouldChange } from "./draft.js";
import { changesOf, forgetNotes, noteChanges, readNote, rememberLocked } from "./unload-journal.js";

/** @typedef {import("./autosave.js").Autosave} Autosave */
/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/**
 * @typedef {object} Found
 * @property {Awaited<ReturnType<decrypt>>} [found] the saved copy, and what locks it; undefined if absent or locked
 * @property {import("./open-copy.js").State} [state] why it is read-only, if it is
 * @property {boolean} [lost] whether the database could not be read
 */

/**
 * Looks for the copy that was asked for, or for the one saved last.
 * @param {Autosave} autosave
 * @returns {Promise<Found>}
 */
export async function findCopy(autosave) {
  try {
    const database = await autosave.database();
    const [latest] = await allCopies(database, autosave.sheet.id);
    autosave.copy ??= latest?.id;
    const kept = await loadCopy(database, autosave.id);
    const found = await decrypt(kept, autosave.lock);
    if (kept?.locked) rememberLocked();
    if (kept && !found) return { state: "locked" };
    const newer = database.version > DATABASE_VERSION || (kept?.form ?? 0) > RECORD_FORMAT;
    return newer ? { found, state: "newer" } : { found };
  } catch (error) {
    autosave.fail(error, "failed");
    return { lost: true };
  }
}

/**
 * Puts together what is saved, what was noted and what was written here.
 * @param {Autosave} autosave
 * @param {Copy | undefined} kept
 */
export async function mergeCopy(autosave, kept) {
  const { draft, sheet } = autosave;
  const base = kept?.answers ?? {};
  if (autosave.shut) return draft.hide();
  if (!autosave.begun) {
    draft.rename(changesOf(readNote(autosave.earlyId)?.changes), (name) => sheet.key(name, base));
  }
  autosave.begun = true;
  if (!autosave.reading) await recallNote(autosave, kept);
  const moves = sheet.moves(base);
  if (!autosave.reading) draft.add(moves);
  draft.compose(base, moves);
}

/**
 * Takes over what was noted when a page closed.
 * @param {Autosave} autosave
 * @param {Copy | undefined} kept
 */
async function recallNote(autosave, kept) {
  const note = readNote(autosave.id);
  if (!note) return;
  const changes = await noteChanges(note, autosave.lock);
  if (note.revision >= autosave.revision) autosave.draft.add(changes);
  else if (kept && wouldChange(changes, kept.answers)) {
    // Words that came too late, because another tab had gone on. They become an earlier version.
    const late = { ...kept, revision: kept.revision - 0.5, answers: applyChanges(kept.answers, changes) };
    try {
      await addVersion(await autosave.database(), await encrypt(late, autosave.lock));
    } catch (error) {
      console.warn(error);
      return; // the note stays, for another time
    }
  }
  if (!autosave.pending) forgetNotes(autosave.id, autosave.earlyId);
}
