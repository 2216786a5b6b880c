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
/** @typedef {import("./transfer.js").default} Part */
/** @typedef {StepDialog<Part>} Talk */
/** @typedef {{envelope: import("../core/encryption.js").Envelope, copy?: Copy}} Sealed An envelope; once opened, what is in it. */

/** Where the reader was before the comparison. @type {string} */
let before = "";

/** Gathers two envelopes, opens them, and shows both sheets side by side. @param {Part} part */
export function openJointEnvelopes(part) {
  const talk = new StepDialog(part, "two");
  /** @type {Sealed[]} */
  const both = [];
  talk.open(async (what) => {
    if (what === "paste") gather(talk, both, [await readAnswersLink(fragmentOf(talk.require("#rr-two-link").value))]);
    if (what === "unseal") await unseal(talk, both);
  });
  talk.require("[type=file]").onchange = ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const files = [...input.files ?? []];
    talk.busy(async () => {
      gather(talk, both, await Promise.all(files.map(fileText)));
      input.value = "";
    });
  };
  draw(talk, both);
}

/** @param {string} link @returns {string} what is behind its address */
function fragmentOf(link) {
  return link.trim().slice(Math.max(0, link.trim().indexOf(ANSWERS_FRAGMENT)));
}

/**
 * Adds envelopes; fails as unreadable where something is none, is here already, or is one too many.
 * @param {Talk} talk
 * @param {Sealed[]} both
 * @param {string[]} texts
 */
function gather(talk, both, texts) {
  for (const text of texts) {
    const thing = parseJson(text);
    if (!isEnvelope(thing)) return talk.say(talk.part.dataset.unsealed);
    const envelope = checkedEnvelope(thing);
    if (both.some((one) => one.envelope.data === envelope.data)) return talk.say(talk.part.dataset.twice);
    if (both.length < 2) both.push({ envelope });
  }
  draw(talk, both);
}

/** @param {Talk} talk @param {Sealed[]} both */
function draw(talk, both) {
  talk.step(both.length < 2 ? "gather" : "words");
  const opened = both.filter(({ copy }) => copy);
  const { dataset } = talk.require("[data-here]");
  const words = both.length < 2 ? dataset[both.length ? "one" : "none"] : dataset[opened.length ? "half" : "both"];
  setText(talk.require("[data-here]"), words, { name: opened[0]?.copy?.name ?? talk.part.dataset.first ?? "" });
  talk.require("[data-secret]").value = "";
  talk.require("#rr-two-link").value = "";
}

/**
 * Tries the words on what is still closed. What was opened first is seen by nobody until the other is open too.
 * @param {Talk} talk
 * @param {Sealed[]} both
 */
async function unseal(talk, both) {
  const { value } = talk.require("[data-secret]");
  const closed = both.filter(({ copy }) => !copy);
  const opened = await Promise.allSettled(closed.map(({ envelope }) => unlock(envelope, value)));
  const at = opened.findIndex(({ status }) => status === "fulfilled");
  const found = opened[at];
  if (found?.status !== "fulfilled") throw new InvalidInput("wrong");
  if (!talk.dialog.open) return; // closed meanwhile
  closed[at].copy = inside(found.value.text, talk.part.findSheet()?.form?.dataset.sheet ?? "");
  draw(talk, both);
  if (closed.length > 1) return;
  talk.dialog.close();
  await show(talk.part, both.map(({ copy }) => /** @type {Copy} */ (copy)));
}

/**
 * @param {string} text
 * @param {string} sheet
 * @returns {Copy} the one copy of this worksheet that is in it; fails as unreadable where there is none
 */
function inside(text, sheet) {
  const [entry, more] = parseAnswerFile(text, worksheetTitles());
  if (!entry || more || entry.problem) throw new InvalidInput(entry?.problem ?? "unclear");
  if (entry.copy.sheet !== sheet || entry.copy.locked) throw new InvalidInput("unknown");
  return entry.copy;
}

/**
 * Shows both sheets, from memory only.
 * @param {import("../core/component.js").Component} part
 * @param {Copy[]} copies
 */
async function show(part, copies) {
  const { sheet } = part;
  await sheet.autosave?.flush();
  before = sheet.autosave?.copy ?? "";
  await sheet.visit(together(copies));
  part.page.dataset.visit = "";
  part.require(".rr-visiting").hidden = false;
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
 * @param {Part} part
 * @param {boolean} keep whether both sheets shall be kept here, as a copy
 */
export async function end(part, keep) {
  const { sheet } = part;
  let id = before;
  if (keep && sheet.autosave) {
    id = freshId(sheet.form?.dataset.sheet ?? "");
    const copy = { ...sheet.autosave.asItStands, id, revision: 1 };
    await withDatabase((database) => updateCopy(database, id, () => copy));
  }
  delete part.page.dataset.visit;
  part.require(".rr-visiting").hidden = true;
  document.dispatchEvent(new CustomEvent(GO_EVENT, { detail: TOP_FRAGMENT }));
  await sheet.open(id);
  part.require("summary").focus();
}
