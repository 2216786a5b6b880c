// What the reader does with the copies of a worksheet: opens, names, duplicates and deletes them.

import { renameCopy } from "../storage/copy-edits.js";
import { isoDay, longDate, setText } from "../core/text.js";
import * as journal from "../storage/unload-journal.js";
import { copyName } from "./copy-name.js";
import { attempt } from "../core/attempt.js";
import { loadCopy, updateCopy } from "../storage/copies-store.js";
import { withDatabase } from "../storage/database.js";
import { freshId } from "../storage/copy-model.js";

/** @typedef {import("./copies.js").default} Place The list of copies. */
/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** What to do with the name that is being asked for. @type {((name: string) => unknown) | undefined} */
let naming;

/**
 * @param {Place} place
 * @param {string} what was pressed
 * @param {HTMLElement} button
 */
export async function copyAction(place, what, button) {
  try {
    await done(place, what, place.copies.find(({ id }) => id === button.closest("li")?.dataset.copy));
  } catch (error) {
    console.warn(error);
    setText(place.require(".rr-status"), place.dataset.failed);
  }
}

/**
 * @param {Place} place
 * @param {string} what
 * @param {Copy | undefined} copy
 */
async function done(place, what, copy) {
  const progress = () => place.sheet.live?.progress({});
  if (what === "new") ask(place, longDate(isoDay()), (name) => begin(place, { name, progress: progress() }));
  if (what === "name" || what === "unname") await answer(place, what === "name");
  if (what === "undelete" && place.deleted) await restore(place, place.deleted);
  if (!copy) return;
  if (what === "open") await place.sheet.open(copy.id);
  if (what === "rename") ask(place, copyName(place, copy), (name) => call(place, copy, name));
  if (what === "duplicate") await duplicate(place, copy);
  if (what === "delete") await remove(place, copy);
  if (what === "open") place.list();
}

/**
 * @param {Place} place
 * @param {string} name what to suggest
 * @param {(name: string) => unknown} then
 */
function ask(place, name, then) {
  naming = then;
  const input = place.require("input");
  input.value = name;
  place.require("dialog").showModal();
  input.select();
}

/** @param {Place} place @param {boolean} yes */
async function answer(place, yes) {
  const name = place.require("input").value.trim();
  place.require("dialog").close();
  if (yes && name) await naming?.(name);
}

/** @param {Place} place @param {Partial<Copy>} copy */
async function begin(place, copy) {
  const { sheet = "", version } = place.closest("form")?.dataset ?? {};
  const [id, made] = [freshId(sheet), new Date().toISOString()];
  const blank = { id, sheet, version: Number(version), revision: 1, made, saved: made, answers: {} };
  await withDatabase((database) => updateCopy(database, id, () => ({ ...blank, ...copy })));
  await place.sheet.open(id);
  place.list();
}

/** @param {Place} place @param {Copy} copy */
async function duplicate(place, copy) {
  await place.sheet.autosave?.flush();
  const now = await withDatabase((database) => loadCopy(database, copy.id));
  const { answers, progress, locked } = now ?? copy;
  await begin(place, locked ? { answers, locked } : { name: copyName(place, copy), answers, progress });
}

/**
 * @param {Place} place
 * @param {Copy} copy
 * @param {string} name
 */
async function call(place, copy, name) {
  const { autosave } = place.sheet;
  // A name beside what is locked would stand open; another tab may have locked it meanwhile.
  const named = (/** @type {Copy | undefined} */ kept) => kept && (kept.locked ? kept : { ...kept, name });
  if (autosave?.copy === copy.id) await renameCopy(autosave, name);
  else await withDatabase((database) => updateCopy(database, copy.id, named));
  autosave?.tell(copy.id);
  place.list();
}

/** @param {Place} place @param {Copy} copy */
async function remove(place, copy) {
  const { sheet } = place;
  /** @type {Copy | undefined} */
  let deleted = copy;
  if (sheet.autosave?.copy === copy.id) {
    deleted = await sheet.autosave.clear(true);
    if (!deleted) return;
    await sheet.open(place.copies.find(({ id }) => id !== copy.id)?.id ?? copy.sheet);
  } else {
    await withDatabase((database) => updateCopy(database, copy.id, () => undefined));
    attempt(() => journal.forgetJournal(localStorage, copy.id));
    sheet.autosave?.tell(copy.id);
  }
  place.deleted = deleted;
  await place.list();
  setText(place.require(".rr-status"), place.dataset.deleted, { name: copyName(place, copy) });
  offerUndo(place, true);
}

/** @param {Place} place @param {Copy} copy */
async function restore(place, copy) {
  const { sheet } = place;
  await sheet.open(copy.id);
  await sheet.autosave?.restore(copy);
  sheet.show();
  place.deleted = undefined;
  setText(place.require(".rr-status"));
  await place.list();
  offerUndo(place, false);
}

/** @param {Place} place @param {boolean} offered */
function offerUndo(place, offered) {
  const button = place.control("undelete");
  button.hidden = !offered;
  (offered ? button : place.control("new")).focus();
}
