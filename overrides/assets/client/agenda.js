// The times of a meeting's points, from its beginning and the minutes of each.

import { clock } from "./answers.js";

/** An agenda; its points and their minutes stand in its markup. */
export default class AgendaElement extends HTMLElement {
  connectedCallback() {
    document.addEventListener("rr-answers", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("rr-answers", this);
  }

  handleEvent() {
    const { value = "" } = /** @type {HTMLInputElement | null} */ (this.querySelector("[type=time]")) ?? {};
    let passed = 0;
    const now = () => value && clock(value, passed);
    for (const point of this.querySelectorAll(".rr-point")) {
      say(point.querySelector("[data-time]"), now());
      passed += Math.max(0, Number(point.querySelector("input")?.value) || 0);
    }
    say(this.querySelector("[data-end]"), value && (this.dataset.until ?? "").replace("{time}", now));
  }
}

/**
 * The same words again would be read aloud again.
 * @param {Element | null} element
 * @param {string} words
 */
function say(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}
