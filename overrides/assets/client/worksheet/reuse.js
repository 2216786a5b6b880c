// Offers answers from other worksheets. Nothing is copied until the reader says so.

import { controlsOf } from "../core/controls.js";
import { interpolate, setText } from "../core/text.js";
import { Component, createElement } from "../core/component.js";
import { audience } from "../core/preferences.js";
import { answerText } from "../fields/answer-text.js";
import { TURN_ANSWER } from "../core/storage-keys.js";
import { withDatabase } from "../storage/database.js";
import { allCopies } from "../storage/copies-store.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** Makes a sheet's offers, and says when one was taken. */
export default class ReuseElement extends Component {
  /** Each with the name of its field's answers. @type {Map<HTMLElement, string> | undefined} */
  #offers;

  connectedCallback() {
    this.follow(() => this.#show());
  }

  async #show() {
    await undefined; // a sheet is ready right after it has told of its first answers
    if (!this.findSheet()?.form?.dataset.ready) return;
    if (!this.#offers) {
      this.#offers = new Map();
      await this.#look();
    }
    const names = Object.keys(this.sheet.answers);
    for (const [offer, key] of this.#offers) offer.hidden = names.some((name) => `${name}--`.startsWith(`${key}--`));
  }

  async #look() {
    try {
      const copies = await withDatabase(allCopies);
      const fields = this.isConnected ? document.querySelectorAll(".rr-field[data-reuse], .rr-field-people") : [];
      for (const field of fields) this.#find(/** @type {HTMLElement} */ (field), copies);
    } catch (error) {
      console.warn(error);
    }
  }

  /**
   * @param {HTMLElement} field
   * @param {Copy[]} copies
   */
  #find(field, copies) {
    const { key = "", reuse = "", type } = field.dataset;
    const [id, person] = key.split("--");
    /** @type {Record<string, string>} */
    const titles = JSON.parse(this.dataset.titles ?? "{}");
    for (const copy of copies) {
      const all = type === "people" ? `${reuse} ${copy.sheet}#${id}` : reuse;
      const source = all.split(" ").find((ref) => ref.startsWith(`${copy.sheet}#`))?.split("#")[1];
      // What somebody wrote while it still is hidden from the other is not offered to that other one here.
      const hidden = ["1", "2"].includes(`${copy.answers[TURN_ANSWER]}`);
      if (!source || hidden || !titles[copy.sheet] || copy.sheet === this.sheet.form?.dataset.sheet) continue;
      // One of several people is offered what that person wrote there.
      const pattern = new RegExp(`^${source}${person ? `(?:--${person})?` : ""}((?:--[^~]+)?)$`);
      const found = Object.entries(copy.answers).filter(([name]) => pattern.test(name));
      const answers = Object.fromEntries(found.map(([name, one]) => [key + name.replace(pattern, "$1"), one]));
      const question = this.sheet.questions.all.get(key);
      const text = question && found.length ? answerText(question, answers, audience() || "couple") : "";
      const words = shortened(text);
      if (words) return this.#offer(field, words, titles[copy.sheet], () => this.sheet.change(answers));
    }
  }

  /**
   * @param {HTMLElement} field
   * @param {string} words
   * @param {string} title of the sheet they come from
   * @param {() => void} take
   */
  #offer(field, words, title, take) {
    const said = interpolate(this.dataset.offer, { sheet: title, answer: words });
    const button = createElement("button", { className: "rr-button rr-button-quiet", type: "button" }, said);
    const offer = createElement("p", { className: "rr-offer rr-screen" }, button);
    button.onclick = () => {
      take();
      controlsOf(field)[0].focus();
      setText(this.firstElementChild, this.dataset.taken, { sheet: title });
    };
    const hint = field.querySelector(`[id="rr-f-${field.dataset.key}-hint"]`) ?? field.querySelector(".rr-label");
    hint?.after(offer);
    this.#offers?.set(offer, field.dataset.key ?? "");
  }
}

/** @param {string} text @returns {string} its first 80 characters at most */
function shortened(text) {
  const characters = [...text];
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}
