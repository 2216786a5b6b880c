// Answers on their way in, from a file or a link. Nothing is shown, and nothing written, before the reader says so.

import { compareCopies, countAnswers, freeId, parseAnswerFile } from "../storage/file-format.js";
import { dayOf, interpolate, setText } from "../core/text.js";
import { isEnvelope, unlock } from "../core/encryption.js";
import { readAnswersLink } from "./answers-link.js";
import { MAX_BYTES } from "../core/codec.js";
import { createElement } from "../core/component.js";
import { worksheetTitles } from "../storage/file-export.js";
import { InvalidInput, parseJson } from "../core/untrusted.js";
import { StepDialog } from "../core/dialog.js";
import { TAKEN_EVENT } from "../core/events.js";
import { TabChannel } from "../storage/tab-channel.js";
import { withDatabase } from "../storage/database.js";
import { allCopies, updateCopy } from "../storage/copies-store.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */
/** @typedef {import("../storage/file-format.js").Entry} Entry */
/** @typedef {import("./transfer.js").default} TransferElement */
/** @typedef {StepDialog<TransferElement>} Steps */
/** @typedef {{entry: Entry, id: string, way: string}} Taken What becomes of a copy: `add`, `replace` or `leave`. */

/** @param {TransferElement} element @param {File} file */
export function importFile(element, file) {
  begin(element, () => fileText(file)).look();
}

/**
 * @param {TransferElement} element
 * @param {string} fragment of an address that holds answers
 * @param {() => void} closed called when the reader closes it
 */
export function importLink(element, fragment, closed) {
  const { dialog } = begin(element, () => readAnswersLink(fragment)).steps;
  dialog.addEventListener("close", closed, { once: true });
}

/**
 * @param {File} file
 * @returns {Promise<string>} what is in it; throws InvalidInput if it is too large to be looked at
 */
export async function fileText(file) {
  if (file.size > MAX_BYTES) throw new InvalidInput("large");
  return await file.text();
}

/**
 * Begins by asking whether the reader wants to see what there is.
 * @param {TransferElement} element
 * @param {() => Promise<string>} text asked for once the reader agrees
 * @returns {{steps: Steps, look: () => Promise<void>}} the dialog, and a way to agree
 */
function begin(element, text) {
  const steps = new StepDialog(element, "take");
  /** @type {Entry[]} */
  let entries = [];
  const look = async () => {
    entries = await found(steps, text);
  };
  steps.open((what) => what === "take" ? take(steps, entries) : look());
  steps.step("ask");
  return { steps, look: () => steps.busy(look) };
}

/**
 * @param {Steps} steps
 * @param {() => Promise<string>} text
 * @returns {Promise<Entry[]>} what is in it; empty while its passphrase is not known
 */
async function found(steps, text) {
  let given = await text();
  const input = parseJson(given);
  if (isEnvelope(input)) {
    const { value } = steps.require("[data-secret]");
    if (!value) steps.step("locked");
    if (!value) return [];
    given = (await unlock(input, value)).text;
  }
  const entries = parseAnswerFile(given, worksheetTitles());
  if (!steps.dialog.open) return []; // closed meanwhile: then nothing of it is put into the page
  const kept = new Map((await withDatabase(allCopies).catch(() => [])).map((copy) => [copy.id, copy]));
  steps.require("ul").replaceChildren(...entries.map((entry, at) => row(steps, entry, kept.get(entry.copy.id), at)));
  steps.step(entries.some(({ problem }) => !problem) ? "list" : "none");
  return entries;
}

/**
 * @param {Steps} steps
 * @param {Entry} entry
 * @param {Copy | undefined} kept what is kept here under the same id
 * @param {number} at
 * @returns {DocumentFragment} a copy that is offered, with what can be done with it
 */
function row(steps, entry, kept, at) {
  const { copy, title, problem } = entry;
  const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (steps.require("template")));
  const item = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const { dataset: words } = steps.require("ul");
  const state = problem ?? compareCopies(copy, kept);
  setText(item.querySelector("legend"), copy.name ? `${title}: ${copy.name}` : title);
  const about = copy.locked ? words.sealed : words.about;
  const values = {
    count: countAnswers(copy),
    made: copy.made && dayOf(copy.made),
    saved: copy.saved && dayOf(copy.saved),
  };
  setText(item.querySelector("[data-about]"), problem ? "" : interpolate(about, values));
  setText(item.querySelector("[data-state]"), words[state], { saved: kept ? dayOf(kept.saved) : "" });
  const only = copy.sheet === steps.owner.dataset.single && kept;
  const possible = { add: !problem && !only, replace: !problem && kept && state !== "same" && state !== "locked" };
  const wish = state === "same" || !possible.add ? "leave" : "add";
  for (const radio of item.querySelectorAll("input")) {
    Object.assign(radio, { name: `rr-take-${at}`, checked: radio.value === wish });
    const option = /** @type {HTMLElement} */ (radio.parentElement);
    option.hidden = Boolean(problem) || Reflect.get(possible, radio.value) === false ||
      radio.value === "replace" && !possible.replace;
  }
  return item;
}

/** Does what was chosen. @param {Steps} steps @param {Entry[]} entries */
async function take(steps, entries) {
  const ways = new FormData(steps.form);
  const sheet = steps.owner.findSheet();
  await sheet?.autosave?.flush(); // what is being written becomes the earlier version
  const told = await withDatabase(async (database) => {
    const ids = new Set((await allCopies(database)).map(({ id }) => id));
    const lines = [];
    for (const [at, entry] of entries.entries()) {
      const way = ways.get(`rr-take-${at}`);
      if (entry.problem || (way !== "add" && way !== "replace")) continue;
      const id = way === "add" ? freeId(entry.copy, ids) : entry.copy.id;
      const done = await put(database, { ...entry.copy, id }, way === "replace");
      ids.add(id);
      lines.push(line(steps, entry, id, done ? way : "failed"));
      if (done && sheet?.form?.dataset.sheet === entry.copy.sheet) await sheet.open(id);
    }
    return lines;
  });
  document.dispatchEvent(new CustomEvent(TAKEN_EVENT));
  steps.require("ul").replaceChildren(...told);
  steps.step(told.length ? "taken" : "untaken");
}

/**
 * @param {IDBDatabase} database
 * @param {Copy} copy
 * @param {boolean} instead of what is kept under its id, which becomes an earlier version
 * @returns {Promise<boolean>} whether it is kept now
 */
async function put(database, copy, instead) {
  try {
    await updateCopy(database, copy.id, (kept) => {
      if (kept && !instead) throw new Error(`taken: ${copy.id}`);
      return { ...copy, name: copy.name ?? kept?.name, revision: Math.max(copy.revision, kept?.revision ?? 0) + 1 };
    }, { earlier: true });
  } catch (error) {
    console.warn(error);
    return false;
  }
  const others = new TabChannel();
  others.tellChanged(copy.id);
  others.close();
  return true;
}

/**
 * @param {Steps} steps
 * @param {Entry} entry
 * @param {string} id it has here now
 * @param {string} what became of it
 */
function line(steps, { title, copy }, id, what) {
  const { dataset: words } = steps.require("ul");
  const [, address] = steps.owner.sheets.get(copy.sheet) ?? ["", ""];
  const href = `${address}?copy=${encodeURIComponent(id)}`;
  const name = copy.name ? `${title}: ${copy.name}` : title;
  return createElement("li", {}, createElement("a", { href }, name), ` ${words[what] ?? ""}`);
}
