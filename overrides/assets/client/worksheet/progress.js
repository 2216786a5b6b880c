// The reader's progress through the guide: what is begun, what is done and what comes next, as saved on this device.

import { dayOf, interpolate, setText } from "../core/text.js";
import { Component, createElement } from "../core/component.js";
import { ANSWERS_EVENT, CHOICE_EVENT, ERASED_EVENT, TAKEN_EVENT } from "../core/events.js";
import { DONE_ANSWER } from "../core/storage-keys.js";
import { withDatabase } from "../storage/database.js";
import { allCopies } from "../storage/copies-store.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** The summary at the top; the check boxes are saved like any other answer. */
export default class ProgressElement extends Component {
  connectedCallback() {
    this.listen(document, `${ANSWERS_EVENT} ${CHOICE_EVENT}`, () => this.#next());
    this.listen(window, "pageshow", () => this.#begun());
    this.listen(document, TAKEN_EVENT, () => this.#begun());
    this.listen(document, ERASED_EVENT, () => this.#show([]));
    this.#begun();
  }

  /** Writes beside each worksheet what is kept of it. */
  async #begun() {
    /** @type {Copy[]} */
    let copies = [];
    try {
      copies = await withDatabase(allCopies);
    } catch {
      // The sheet's own status says that nothing can be kept here.
    }
    this.#show(copies);
  }

  /** @param {Copy[]} copies */
  #show(copies) {
    for (const entry of document.querySelectorAll("[data-sheet].rr-progress-sheet")) {
      const own = copies.filter((copy) => copy.sheet === entry.getAttribute("data-sheet"));
      entry.classList.toggle("rr-progress-begun", own.length > 0);
      const address = entry.querySelector("a")?.getAttribute("href") ?? "";
      entry.querySelector(".rr-progress-state")?.replaceChildren(
        ...own.flatMap((copy) => this.#state(copy, address, own.length)),
      );
    }
    this.#next();
  }

  /**
   * @param {Copy} copy
   * @param {string} address its worksheet's
   * @param {number} count how many copies there are
   * @returns {(Node | string)[]}
   */
  #state({ id, name, made, progress, answers, locked }, address, count) {
    const { done, of } = progress ?? { done: 0, of: 0 };
    const far = locked ? this.dataset.locked ?? "" : interpolate(this.dataset.begun, { done, of });
    const state = answers[DONE_ANSWER] ? this.dataset.done ?? "" : far;
    if (count === 1 && !name) return [state];
    const href = `${address}?copy=${encodeURIComponent(id)}`;
    const link = createElement("a", { href }, name ?? interpolate(this.dataset.copy, { date: dayOf(made) }));
    return [createElement("span", { className: "rr-progress-copy" }, link, ` ${state}`)];
  }

  /** Names the first step that is not ticked, and sums up. */
  #next() {
    const steps = [...document.querySelectorAll(".rr-progress-step")].filter((step) => step.checkVisibility());
    const open = steps.filter((step) => !step.querySelector("input")?.checked);
    const sheets = document.querySelectorAll(".rr-progress-begun").length;
    const values = { done: steps.length - open.length, of: steps.length, sheets };
    setText(this.require(".rr-progress-sum"), this.dataset.steps, values);
    const from = open[0]?.querySelector("a");
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("[data-next]"));
    /** @type {HTMLElement} */ (link.parentElement).hidden = !from;
    if (from) Object.assign(link, { href: from.href, textContent: from.textContent });
    this.hidden = false;
  }
}
