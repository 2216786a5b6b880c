// What the reader does with a lock: a passphrase is set, said or taken away. Brought in at the first press.

import { envelopeOf, lockCopy } from "../storage/copy-edits.js";
import { setText } from "../core/text.js";
import { isWeakPassphrase } from "../core/encryption.js";
import { look, propose } from "../core/passphrase-input.js";
import { forgetKeys, lockFrom, openLock } from "../storage/key-cache.js";

/** @typedef {import("./lock.js").default} LockElement */

/**
 * @param {LockElement} element what stands above the sheet about its lock
 * @param {string} what was pressed
 */
export async function lockAction(element, what) {
  if (what === "look") look(inputs(element), looks(element));
  else if (what === "words") await propose(inputs(element), looks(element));
  else await change(element, what);
}

/** The passphrase does not stay on the page. @param {LockElement} element */
export function emptyInputs(element) {
  for (const input of inputs(element)) input.value = "";
  for (const box of looks(element)) box.checked = false;
  look(inputs(element), looks(element));
  element.require("details").open = false;
}

/** @param {LockElement} element @returns {HTMLInputElement[]} the new passphrase, the same again, the one that opens */
function inputs(element) {
  return /** @type {HTMLInputElement[]} */ (element.all(".rr-input"));
}

/** @param {LockElement} element @returns {HTMLInputElement[]} the boxes that show what is typed */
function looks(element) {
  return /** @type {HTMLInputElement[]} */ (element.all("[data-do=look]"));
}

/** @param {LockElement} element */
function autosaveOf(element) {
  return /** @type {import("../core/sheet-api.js").AutosaveApi} */ (element.sheet.autosave);
}

/**
 * @param {LockElement} element
 * @param {string} what takes a while
 */
async function change(element, what) {
  const status = element.require(".rr-status");
  setText(status, element.dataset.busy);
  let words = "";
  try {
    if (what === "lock") words = await lock(element);
    if (what === "unlock") await unlock(element);
    if (what === "unlocked") await lockCopy(autosaveOf(element), undefined);
    if (what === "shut") forgetKeys();
    element.sheet.show();
  } catch (error) {
    console.warn(error);
    words = (what === "unlock" ? element.dataset.wrong : element.dataset.failed) ?? "";
  }
  setText(status, words);
  focus(element);
}

/** @param {LockElement} element @returns {Promise<string>} what is wrong with the passphrase, if anything */
async function lock(element) {
  const [first, again] = inputs(element).map(({ value }) => value);
  if (isWeakPassphrase(first)) return element.dataset.short ?? "";
  if (first !== again) return element.dataset.differ ?? "";
  await lockCopy(autosaveOf(element), await lockFrom(first));
  return "";
}

/** @param {LockElement} element */
async function unlock(element) {
  const autosave = autosaveOf(element);
  const locked = await envelopeOf(autosave);
  if (locked) await openLock(locked, inputs(element)[2].value);
  await autosave.load();
}

/** The keyboard goes on from what the press led to. @param {LockElement} element */
function focus(element) {
  if (document.activeElement?.checkVisibility() && document.activeElement !== document.body) return;
  element.all("input, summary, button").find((one) => one.checkVisibility())?.focus();
}
