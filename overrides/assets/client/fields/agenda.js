// The times of a meeting's points, from its beginning and the minutes of each.

import { clock, tell } from "../core/controls.js";
import { Part } from "../core/component.js";

/** An agenda; its points and their minutes stand in its markup. */
export default class AgendaElement extends Part {
  connectedCallback() {
    this.follow(() => this.#draw());
  }

  #draw() {
    const { value = "" } = /** @type {HTMLInputElement | null} */ (this.querySelector("[type=time]")) ?? {};
    let passed = 0;
    const now = () => value && clock(value, passed);
    for (const point of this.all(".rr-point")) {
      tell(point.querySelector("[data-time]"), now());
      passed += Math.max(0, Number(point.querySelector("input")?.value) || 0);
    }
    tell(this.querySelector("[data-end]"), value && this.dataset.until, { time: now() });
  }
}
