// When the points of a plan begin by the clock, once it is known when the whole begins.

import { clock } from "../core/text.js";
import { Component } from "../core/component.js";

/** The input for the start; each point's `data-after` has the minutes until it begins. */
export default class SessionClockElement extends Component {
  connectedCallback() {
    this.hidden = false;
    this.listen(this, "input", () => this.#draw());
  }

  #draw() {
    const { value } = this.require("input");
    for (const time of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-after]"))) {
      time.dataset.counted ??= time.textContent ?? "";
      time.textContent = value ? clock(value, Number(time.dataset.after)) : time.dataset.counted;
    }
  }
}
