// A text composed from the answers while the reader writes. Only its slots change, and only as plain text.

import { setText } from "../core/text.js";
import { Component } from "../core/component.js";
import { fitAnswer } from "../fields/answer-text.js";
import { connectShareButtons } from "../core/share.js";

/** One wording of a result. */
export default class ResultElement extends Component {
  connectedCallback() {
    const outputs = this.find(".rr-outputs");
    if (outputs) connectShareButtons(outputs, () => ({ title: this.dataset.title ?? "", text: this.text }));
    this.follow(() => this.#compose());
  }

  /** The text as it stands, without the lines that nothing was answered for. */
  get text() {
    const lines = this.all(".rr-result-line:not(.rr-result-empty)");
    return lines.map((line) =>
      [...line.childNodes].map((node) =>
        node instanceof HTMLElement && node.classList.contains("rr-slot-empty") ? "…" : node.textContent
      ).join("").trim()
    ).join("\n").replaceAll("….", "…");
  }

  #compose() {
    const sheet = this.findSheet();
    if (!sheet) return;
    const { answers } = sheet; // put together anew with each look
    for (const line of this.all(".rr-result-line")) {
      const slots = /** @type {HTMLElement[]} */ ([...line.querySelectorAll(".rr-slot")]);
      for (const slot of slots) this.#fill(slot, sheet.questions, answers);
      const empty = slots.length > 0 && slots.every((slot) => slot.classList.contains("rr-slot-empty"));
      line.classList.toggle("rr-result-empty", empty);
    }
  }

  /**
   * @param {HTMLElement} slot
   * @param {import("../core/sheet-api.js").QuestionsApi} questions
   * @param {import("../core/sheet-api.js").Answers} answers
   */
  #fill(slot, questions, answers) {
    const own = this.closest("[data-audience]")?.getAttribute("data-audience") ?? undefined;
    const answer = questions.text(slot.dataset.slot ?? "", answers, own);
    const [before, after] = [slot.previousSibling?.textContent ?? "", slot.nextSibling?.textContent ?? ""];
    const words = fitAnswer(answer, before, after, (this.dataset.small ?? "").split(" "));
    slot.classList.toggle("rr-slot-empty", !words);
    setText(slot, words || slot.dataset.empty);
  }
}
