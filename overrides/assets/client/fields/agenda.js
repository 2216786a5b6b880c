// The times of a meeting's points, from its beginning and the minutes of each.

import { clock, setText } from "../core/text.js";
import { Component } from "../core/component.js";

/** An agenda; its points and their minutes stand in its markup. */
export default class AgendaElement extends Component {
  connectedCallback() {
    this.follow(() => this.#draw());
  }

  #draw() {
    const { value = "" } = /** @type {HTMLInputElement | null} */ (this.querySelector("[type=time]")) ?? {};
    let passed = 0;
    const now = () => value && clock(value, passed);
    for (const point of this.all(".rr-point")) {
      setText(point.querySelector("[data-time]"), now());
      passed += Math.max(0, Number(point.querySelector("input")?.value) || 0);
    }
    setText(this.querySelector("[data-end]"), value && this.dataset.until, { time: now() });
  }
}
