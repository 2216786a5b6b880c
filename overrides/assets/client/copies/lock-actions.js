// What the reader does with a lock: a passphrase is set, said or taken away. Brought in at the first press.

import { envelopeOf, lockCopy } from "../storage/copy-edits.js";
import { setText } from "../core/text.js";
import { isWeakPassphrase } from "../core/encryption.js";
import { look, propose } from "../core/passphrase-input.js";
import { forgetKeys, lockFrom, openLock } from "../storage/key-cache.js";

/** @typedef {import("./lock.js").default} Place */

/**
 * @param {Place} place what stands above the sheet about its lock
 * @param {string} what was pressed
 */
export async function lockAction(place, what) {
  if (what === "look") look(inputs(place), looks(place));
  else if (what === "words") await propose(inputs(place), looks(place));
  else await change(place, what);
}

/** The passphrase does not stay on the page. @param {Place} place */
export function emptyInputs(place) {
  for (const input of inputs(place)) input.value = "";
  for (const box of looks(place)) box.checked = false;
  look(inputs(place), looks(place));
  place.require("details").open = false;
}

/** @param {Place} place @returns {HTMLInputElement[]} the new passphrase, the same again, the one that opens */
function inputs(place) {
  return /** @type {HTMLInputElement[]} */ (place.all(".rr-input"));
}

/** @param {Place} place @returns {HTMLInputElement[]} the boxes that show what is typed */
function looks(place) {
  return /** @type {HTMLInputElement[]} */ (place.all("[data-do=look]"));
}

/** @param {Place} place */
function keeperOf(place) {
  return /** @type {import("../core/sheet-api.js").AutosaveApi} */ (place.sheet.autosave);
}

/**
 * @param {Place} place
 * @param {string} what takes a while
 */
async function change(place, what) {
  const status = place.require(".rr-status");
  setText(status, place.dataset.busy);
  let words = "";
  try {
    if (what === "lock") words = await lock(place);
    if (what === "unlock") await unlock(place);
    if (what === "unlocked") await lockCopy(keeperOf(place), undefined);
    if (what === "shut") forgetKeys();
    place.sheet.show();
  } catch (error) {
    console.warn(error);
    words = (what === "unlock" ? place.dataset.wrong : place.dataset.failed) ?? "";
  }
  setText(status, words);
  focus(place);
}

/** @param {Place} place @returns {Promise<string>} what is wrong with the passphrase, if anything */
async function lock(place) {
  const [first, again] = inputs(place).map(({ value }) => value);
  if (isWeakPassphrase(first)) return place.dataset.short ?? "";
  if (first !== again) return place.dataset.differ ?? "";
  await lockCopy(keeperOf(place), await lockFrom(first));
  return "";
}

/** @param {Place} place */
async function unlock(place) {
  const keeper = keeperOf(place);
  const locked = await envelopeOf(keeper);
  if (locked) await openLock(locked, inputs(place)[2].value);
  await keeper.load();
}

/** The keyboard goes on from what the press led to. @param {Place} place */
function focus(place) {
  if (document.activeElement?.checkVisibility() && document.activeElement !== document.body) return;
  place.all("input, summary, button").find((one) => one.checkVisibility())?.focus();
}
