// A text composed from the answers, live. Only the slots change, and only as plain text.

import { audience } from "./audience.js";
import { connect } from "./outputs.js";
import { fit } from "./sentence.js";
import { spoken } from "./spoken.js";

/** One wording of a result. */
export default class ResultElement extends HTMLElement {
  connectedCallback() {
    document.addEventListener("rr-answers", this);
    const outputs = this.querySelector(".rr-outputs");
    if (outputs) connect(outputs, () => ({ title: this.dataset.title ?? "", text: this.text }));
    this.#compose();
  }

  disconnectedCallback() {
    document.removeEventListener("rr-answers", this);
  }

  handleEvent() {
    this.#compose();
  }

  /** The text as it stands, without the lines that nothing was answered for. */
  get text() {
    const lines = [...this.querySelectorAll(".rr-result-line:not(.rr-result-empty)")];
    return lines.map((line) =>
      [...line.childNodes].map((node) =>
        node instanceof HTMLElement && node.classList.contains("rr-slot-empty") ? "…" : node.textContent
      ).join("").trim()
    ).join("\n").replaceAll("….", "…");
  }

  #compose() {
    for (const line of this.querySelectorAll(".rr-result-line")) {
      const slots = /** @type {HTMLElement[]} */ ([...line.querySelectorAll(".rr-slot")]);
      for (const slot of slots) this.#fill(slot);
      const empty = slots.length > 0 && slots.every((slot) => slot.classList.contains("rr-slot-empty"));
      line.classList.toggle("rr-result-empty", empty);
    }
  }

  /** @param {HTMLElement} slot */
  #fill(slot) {
    const own = this.closest("[data-audience]")?.getAttribute("data-audience");
    const field = document.getElementById(slot.dataset.slot ?? "");
    const asked = field && !field.closest("[data-off]");
    const answer = asked ? spoken(field, own || audience() || "couple") : "";
    const [before, after] = [slot.previousSibling?.textContent ?? "", slot.nextSibling?.textContent ?? ""];
    const words = fit(answer, before, after, (this.dataset.small ?? "").split(" "));
    slot.classList.toggle("rr-slot-empty", !words);
    const shown = words || slot.dataset.empty || "";
    if (slot.textContent !== shown) slot.textContent = shown;
  }
}
