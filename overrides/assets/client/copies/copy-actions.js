// What the reader does with the copies of a worksheet: opens, names, duplicates and deletes them.

import { renameCopy } from "../storage/copy-edits.js";
import { isoDay, longDate, setText } from "../core/text.js";
import * as journal from "../storage/unload-journal.js";
import { copyName } from "./copy-name.js";
import { attempt } from "../core/attempt.js";
import { loadCopy, updateCopy } from "../storage/copies-store.js";
import { withDatabase } from "../storage/database.js";
import { freshId } from "../storage/copy-model.js";

/** @typedef {import("./copies.js").default} CopiesElement The list of copies. */
/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** What to do with the name that is being asked for. @type {((name: string) => unknown) | undefined} */
let naming;

/**
 * @param {CopiesElement} element
 * @param {string} what was pressed
 * @param {HTMLElement} button
 */
export async function copyAction(element, what, button) {
  try {
    await done(element, what, element.copies.find(({ id }) => id === button.closest("li")?.dataset.copy));
  } catch (error) {
    console.warn(error);
    setText(element.require(".rr-status"), element.dataset.failed);
  }
}

/**
 * @param {CopiesElement} element
 * @param {string} what
 * @param {Copy | undefined} copy
 */
async function done(element, what, copy) {
  const progress = () => element.sheet.live?.progress({});
  if (what === "new") ask(element, longDate(isoDay()), (name) => begin(element, { name, progress: progress() }));
  if (what === "name" || what === "unname") await answer(element, what === "name");
  if (what === "undelete" && element.deleted) await restore(element, element.deleted);
  if (!copy) return;
  if (what === "open") await element.sheet.open(copy.id);
  if (what === "rename") ask(element, copyName(element, copy), (name) => call(element, copy, name));
  if (what === "duplicate") await duplicate(element, copy);
  if (what === "delete") await remove(element, copy);
  if (what === "open") element.list();
}

/**
 * @param {CopiesElement} element
 * @param {string} name what to suggest
 * @param {(name: string) => unknown} then
 */
function ask(element, name, then) {
  naming = then;
  const input = element.require("input");
  input.value = name;
  element.require("dialog").showModal();
  input.select();
}

/** @param {CopiesElement} element @param {boolean} yes */
async function answer(element, yes) {
  const name = element.require("input").value.trim();
  element.require("dialog").close();
  if (yes && name) await naming?.(name);
}

/** @param {CopiesElement} element @param {Partial<Copy>} copy */
async function begin(element, copy) {
  const { sheet = "", version } = element.closest("form")?.dataset ?? {};
  const [id, made] = [freshId(sheet), new Date().toISOString()];
  const blank = { id, sheet, version: Number(version), revision: 1, made, saved: made, answers: {} };
  await withDatabase((database) => updateCopy(database, id, () => ({ ...blank, ...copy })));
  await element.sheet.open(id);
  element.list();
}

/** @param {CopiesElement} element @param {Copy} copy */
async function duplicate(element, copy) {
  await element.sheet.autosave?.flush();
  const now = await withDatabase((database) => loadCopy(database, copy.id));
  const { answers, progress, locked } = now ?? copy;
  await begin(element, locked ? { answers, locked } : { name: copyName(element, copy), answers, progress });
}

/**
 * @param {CopiesElement} element
 * @param {Copy} copy
 * @param {string} name
 */
async function call(element, copy, name) {
  const { autosave } = element.sheet;
  // The name of a locked copy would not be encrypted; another tab may have locked it meanwhile.
  const named = (/** @type {Copy | undefined} */ kept) => kept && (kept.locked ? kept : { ...kept, name });
  if (autosave?.copy === copy.id) await renameCopy(autosave, name);
  else await withDatabase((database) => updateCopy(database, copy.id, named));
  autosave?.tell(copy.id);
  element.list();
}

/** @param {CopiesElement} element @param {Copy} copy */
async function remove(element, copy) {
  const { sheet } = element;
  /** @type {Copy | undefined} */
  let deleted = copy;
  if (sheet.autosave?.copy === copy.id) {
    deleted = await sheet.autosave.clear(true);
    if (!deleted) return;
    await sheet.open(element.copies.find(({ id }) => id !== copy.id)?.id ?? copy.sheet);
  } else {
    await withDatabase((database) => updateCopy(database, copy.id, () => undefined));
    attempt(() => journal.forgetJournal(localStorage, copy.id));
    sheet.autosave?.tell(copy.id);
  }
  element.deleted = deleted;
  await element.list();
  setText(element.require(".rr-status"), element.dataset.deleted, { name: copyName(element, copy) });
  offerUndo(element, true);
}

/** @param {CopiesElement} element @param {Copy} copy */
async function restore(element, copy) {
  const { sheet } = element;
  await sheet.open(copy.id);
  await sheet.autosave?.restore(copy);
  sheet.show();
  element.deleted = undefined;
  setText(element.require(".rr-status"));
  await element.list();
  offerUndo(element, false);
}

/** @param {CopiesElement} element @param {boolean} offered */
function offerUndo(element, offered) {
  const button = element.control("undelete");
  button.hidden = !offered;
  (offered ? button : element.control("new")).focus();
}
