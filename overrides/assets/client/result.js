// A text composed from the answers, live. Only the slots change, and only as plain text.

import { language, longDate } from "./answers.js";
import { audience } from "./audience.js";
import { fit } from "./sentence.js";

/** One wording of a result. */
export default class ResultElement extends HTMLElement {
  connectedCallback() {
    this.form = /** @type {HTMLFormElement | null} */ (document.getElementById("rr-sheet"));
    document.addEventListener("rr-answers", this);
    document.addEventListener("rr-audience", this);
    const button = this.querySelector("button");
    if (button) button.hidden = false;
    button?.addEventListener("click", () => this.#copy());
    this.#compose();
  }

  disconnectedCallback() {
    document.removeEventListener("rr-answers", this);
    document.removeEventListener("rr-audience", this);
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
    const answer = this.form ? spoken(this.form, slot.dataset.slot ?? "", own || audience() || "couple") : "";
    const [before, after] = [slot.previousSibling?.textContent ?? "", slot.nextSibling?.textContent ?? ""];
    const words = fit(answer, before, after, (this.dataset.small ?? "").split(" "));
    slot.classList.toggle("rr-slot-empty", !words);
    const shown = words || slot.dataset.empty || "";
    if (slot.textContent !== shown) slot.textContent = shown;
  }

  async #copy() {
    const status = /** @type {HTMLElement | null} */ (this.querySelector(".rr-status"));
    let said = status?.dataset.copied;
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      said = status?.dataset.failed;
    }
    if (status) status.textContent = said ?? "";
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} field a field's id
 * @param {string} who the audience whose words to use
 * @returns {string} the field's answer as people would say it; an empty text where there is none
 */
function spoken(form, field, who) {
  const all = /** @type {HTMLInputElement[]} */ ([...form.elements]);
  const free = all.some((control) => control.name === `${field}--other`);
  const other = free ? all.find((control) => control.name === field && control.value === "other") : undefined;
  const said = all.flatMap((control) => {
    if (control.name === `${field}--other`) return other?.checked ? control.value.trim() : "";
    if (control.name.startsWith(`${field}--`) && control.type === "text") return control.value.trim();
    if (control.name !== field) return "";
    if (control.type === "date") return control.value && longDate(control.value);
    if (control.type !== "checkbox" && control.type !== "radio") return control.value.trim();
    return control.checked && control !== other ? label(control, who) : "";
  });
  return new Intl.ListFormat(language()).format(said.filter(Boolean));
}

/**
 * @param {HTMLInputElement} control
 * @param {string} who
 * @returns {string} the words beside a radio button or check box, as that audience reads them
 */
function label(control, who) {
  const words = control.closest("label")?.querySelector("span");
  const own = words?.querySelector(`[data-audience="${who}"]`) ?? words;
  const copy = /** @type {Element | undefined} */ (own?.cloneNode(true));
  for (const tag of copy?.querySelectorAll(".rr-tag, .rr-aural") ?? []) tag.remove();
  return copy?.textContent?.trim() ?? "";
}
