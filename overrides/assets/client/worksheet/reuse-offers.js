// The answers of other worksheets that a sheet offers to take over: found in saved copies, and shown as buttons.

import { createElement } from "../core/component.js";
import { controlsOf } from "../core/controls.js";
import { audience } from "../core/preferences.js";
import { TURN_ANSWER } from "../core/storage-keys.js";
import { interpolate, setText } from "../core/text.js";
import { answerText } from "../fields/answer-text.js";
import { allCopies } from "../storage/copies-store.js";
import { withDatabase } from "../storage/database.js";

/**
 * @typedef {import("../core/component.js").Component} Component
 * @typedef {import("../core/sheet-api.js").Answers} Answers
 * @typedef {import("../core/sheet-api.js").Copy} Copy
 * @typedef {{title: string, text: string, answers: Answers}} Source What can be taken over: from which sheet, what it says, and
 *   the answers by the names of this sheet.
 */

/**
 * Adds an offer to each field for which another worksheet has an answer.
 * @param {Component} element with the words of the offers in its data
 * @returns {Promise<[offer: HTMLElement, key: string][]>} the offers, with the names of their fields' answers
 */
export async function findOffers(element) {
  const copies = await withDatabase(allCopies);
  if (!element.isConnected) return [];
  /** @type {NodeListOf<HTMLElement>} */
  const fields = document.querySelectorAll(".rr-field[data-reuse], .rr-field-people");
  /** @type {Record<string, string>} */
  const titles = JSON.parse(element.dataset.titles ?? "{}");
  return [...fields].flatMap((field) => {
    const source = sourceOf(field, copies, titles, element.sheet);
    return source ? [[addOffer(element, field, source), field.dataset.key ?? ""]] : [];
  });
}

/**
 * @param {HTMLElement} field
 * @param {Copy[]} copies
 * @param {Record<string, string>} titles of the worksheets to take answers from
 * @param {import("../core/sheet-api.js").Sheet} sheet
 * @returns {Source | undefined} what the first copy has for this field; undefined if none has an answer
 */
function sourceOf(field, copies, titles, sheet) {
  const { key = "", reuse = "", type } = field.dataset;
  const [id, person] = key.split("--");
  const question = sheet.questions.all.get(key);
  for (const copy of copies) {
    const all = type === "people" ? `${reuse} ${copy.sheet}#${id}` : reuse;
    const source = all.split(" ").find((ref) => ref.startsWith(`${copy.sheet}#`))?.split("#")[1];
    // What one person wrote while it is hidden from the other is not offered to the other here.
    const hidden = ["1", "2"].includes(`${copy.answers[TURN_ANSWER]}`);
    const title = titles[copy.sheet];
    if (!question || !source || hidden || !title || copy.sheet === sheet.form?.dataset.sheet) continue;
    // One of several people is offered what that person wrote there.
    const pattern = new RegExp(`^${source}${person ? `(?:--${person})?` : ""}((?:--[^~]+)?)$`);
    const found = Object.entries(copy.answers).filter(([name]) => pattern.test(name));
    const answers = Object.fromEntries(found.map(([name, one]) => [key + name.replace(pattern, "$1"), one]));
    const text = found.length ? answerText(question, answers, audience() || "couple") : "";
    if (text) return { title, text: shortened(text), answers };
  }
  return undefined;
}

/**
 * @param {Component} element
 * @param {HTMLElement} field
 * @param {Source} source
 */
function addOffer(element, field, { title, text, answers }) {
  const words = interpolate(element.dataset.offer, { sheet: title, answer: text });
  const button = createElement("button", { className: "rr-button rr-button-quiet", type: "button" }, words);
  const offer = createElement("p", { className: "rr-offer rr-screen" }, button);
  button.onclick = () => {
    element.sheet.change(answers);
    controlsOf(field)[0].focus();
    setText(element.firstElementChild, element.dataset.taken, { sheet: title });
  };
  const hint = field.querySelector(`[id="rr-f-${field.dataset.key}-hint"]`) ?? field.querySelector(".rr-label");
  hint?.after(offer);
  return offer;
}

/** @param {string} text @returns {string} its first 80 characters at most */
function shortened(text) {
  const characters = [...text];
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}
