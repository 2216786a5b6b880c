// Sealed envelopes for two: each has sealed a sheet with words of their own. Both are opened together, or none.

import { parseAnswerFile } from "../storage/file-format.js";
import { answerKey } from "../storage/participants.js";
import { setText } from "../core/text.js";
import { checkedEnvelope, isEnvelope, unlock } from "../core/encryption.js";
import { readAnswersLink } from "./answers-link.js";
import { worksheetTitles } from "../storage/file-export.js";
import { InvalidInput, parseJson } from "../core/untrusted.js";
import { fileText } from "./import-answers.js";
import { StepDialog } from "../core/dialog.js";
import { TURN_ANSWER } from "../core/storage-keys.js";
import { ANSWERS_FRAGMENT, REVIEW_FRAGMENT, TOP_FRAGMENT } from "../core/fragments.js";
import { GO_EVENT } from "../core/events.js";
import { withDatabase } from "../storage/database.js";
import { updateCopy } from "../storage/copies-store.js";
import { freshId } from "../storage/copy-model.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */
/** @typedef {import("../storage/file-format.js").Copy} Copy */
/** @typedef {import("./transfer.js").default} TransferElement */
/** @typedef {StepDialog<TransferElement>} Steps */
/** @typedef {{envelope: import("../core/encryption.js").Envelope, copy?: Copy}} Sealed An envelope; once opened, what is in it. */

/** Where the reader was before the comparison. @type {string} */
let before = "";

/** Gathers two envelopes, opens them, and shows both sheets side by side. @param {TransferElement} element */
export function openJointEnvelopes(element) {
  const steps = new StepDialog(element, "two");
  /** @type {Sealed[]} */
  const both = [];
  steps.open(async (what) => {
    if (what === "paste") gather(steps, both, [await readAnswersLink(fragmentOf(steps.require("#rr-two-link").value))]);
    if (what === "unseal") await unseal(steps, both);
  });
  steps.require("[type=file]").onchange = ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const files = [...input.files ?? []];
    steps.busy(async () => {
      gather(steps, both, await Promise.all(files.map(fileText)));
      input.value = "";
    });
  };
  draw(steps, both);
}

/** @param {string} link @returns {string} what is behind its address */
function fragmentOf(link) {
  return link.trim().slice(Math.max(0, link.trim().indexOf(ANSWERS_FRAGMENT)));
}

/**
 * Adds envelopes; throws InvalidInput if something is none, is here already, or is one too many.
 * @param {Steps} steps
 * @param {Sealed[]} both
 * @param {string[]} texts
 */
function gather(steps, both, texts) {
  for (const text of texts) {
    const input = parseJson(text);
    if (!isEnvelope(input)) return steps.say(steps.owner.dataset.unsealed);
    const envelope = checkedEnvelope(input);
    if (both.some((one) => one.envelope.data === envelope.data)) return steps.say(steps.owner.dataset.twice);
    if (both.length < 2) both.push({ envelope });
  }
  draw(steps, both);
}

/** @param {Steps} steps @param {Sealed[]} both */
function draw(steps, both) {
  steps.step(both.length < 2 ? "gather" : "words");
  const opened = both.filter(({ copy }) => copy);
  const { dataset } = steps.require("[data-here]");
  const words = both.length < 2 ? dataset[both.length ? "one" : "none"] : dataset[opened.length ? "half" : "both"];
  setText(steps.require("[data-here]"), words, { name: opened[0]?.copy?.name ?? steps.owner.dataset.first ?? "" });
  steps.require("[data-secret]").value = "";
  steps.require("#rr-two-link").value = "";
}

/**
 * Tries the words on what is still closed. What was opened first is seen by nobody until the other is open too.
 * @param {Steps} steps
 * @param {Sealed[]} both
 */
async function unseal(steps, both) {
  const { value } = steps.require("[data-secret]");
  const closed = both.filter(({ copy }) => !copy);
  const opened = await Promise.allSettled(closed.map(({ envelope }) => unlock(envelope, value)));
  const at = opened.findIndex(({ status }) => status === "fulfilled");
  const found = opened[at];
  if (found?.status !== "fulfilled") throw new InvalidInput("wrong");
  if (!steps.dialog.open) return; // closed meanwhile
  closed[at].copy = inside(found.value.text, steps.owner.findSheet()?.form?.dataset.sheet ?? "");
  draw(steps, both);
  if (closed.length > 1) return;
  steps.dialog.close();
  await show(steps.owner, both.map(({ copy }) => /** @type {Copy} */ (copy)));
}

/**
 * @param {string} text
 * @param {string} sheet
 * @returns {Copy} the one copy of this worksheet that is in it; throws InvalidInput if there is none
 */
function inside(text, sheet) {
  const [entry, more] = parseAnswerFile(text, worksheetTitles());
  if (!entry || more || entry.problem) throw new InvalidInput(entry?.problem ?? "unclear");
  if (entry.copy.sheet !== sheet || entry.copy.locked) throw new InvalidInput("unknown");
  return entry.copy;
}

/**
 * Shows both sheets, from memory only.
 * @param {import("../core/component.js").Component} element
 * @param {Copy[]} copies
 */
async function show(element, copies) {
  const { sheet } = element;
  await sheet.autosave?.flush();
  before = sheet.autosave?.copy ?? "";
  await sheet.visit(together(copies));
  element.page.dataset.visit = "";
  element.require(".rr-visiting").hidden = false;
  document.dispatchEvent(new CustomEvent(GO_EVENT, { detail: REVIEW_FRAGMENT }));
}

/**
 * @param {Copy[]} copies of two people
 * @returns {Answers} both, as a sheet has them that two people filled in by turns
 */
export function together(copies) {
  /** @type {Answers} */
  const answers = { [TURN_ANSWER]: "both" };
  for (const [at, copy] of copies.entries()) {
    const person = at + 1;
    if (copy.name) answers[`rr-name--${person}`] = copy.name;
    for (const [name, answer] of Object.entries(copy.answers)) {
      const own = answerKey(name, 2) !== name && !name.endsWith("~2");
      if (own) answers[answerKey(name, person)] = answer;
    }
  }
  return answers;
}

/**
 * Ends the comparison.
 * @param {TransferElement} element
 * @param {boolean} keep whether both sheets shall be kept here, as a copy
 */
export async function end(element, keep) {
  const { sheet } = element;
  let id = before;
  if (keep && sheet.autosave) {
    id = freshId(sheet.form?.dataset.sheet ?? "");
    const copy = { ...sheet.autosave.asItStands, id, revision: 1 };
    await withDatabase((database) => updateCopy(database, id, () => copy));
  }
  delete element.page.dataset.visit;
  element.require(".rr-visiting").hidden = true;
  document.dispatchEvent(new CustomEvent(GO_EVENT, { detail: TOP_FRAGMENT }));
  await sheet.open(id);
  element.require("summary").focus();
}
