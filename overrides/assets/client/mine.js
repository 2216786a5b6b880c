// The reader's own way: what is begun, what is done and what comes next, as kept on this device.

import { dayOf, fill, tell } from "./answers.js";
import * as store from "./store.js";

/** The sum at the top; the ticks themselves are answers like any other. */
export default class MineElement extends HTMLElement {
  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener("rr-answers", () => this.#next(), { signal });
    document.addEventListener("rr-audience", () => this.#next(), { signal });
    addEventListener("pageshow", () => this.#begun(), { signal });
    this.#begun();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** Writes beside each worksheet what is kept of it. */
  async #begun() {
    /** @type {store.Copy[]} */
    let copies = [];
    try {
      const database = await store.open(indexedDB);
      copies = await store.all(database);
      database.close();
    } catch {
      // The sheet's own status says that nothing can be kept here.
    }
    for (const place of document.querySelectorAll("[data-sheet].rr-mine-sheet")) {
      const own = copies.filter((copy) => copy.sheet === place.getAttribute("data-sheet"));
      place.classList.toggle("rr-mine-begun", own.length > 0);
      place.classList.toggle("rr-mine-finished", own.length > 0 && own.every((copy) => copy.answers["rr-done"]));
      const address = place.querySelector("a")?.getAttribute("href") ?? "";
      place.querySelector(".rr-mine-state")?.replaceChildren(
        ...own.flatMap((copy) => this.#state(copy, address, own.length)),
      );
    }
    this.#next();
  }

  /**
   * @param {store.Copy} copy
   * @param {string} address its worksheet's
   * @param {number} count how many copies there are
   * @returns {(Node | string)[]}
   */
  #state({ id, name, made, progress, answers }, address, count) {
    const { done, of } = progress ?? { done: 0, of: 0 };
    const far = fill(this.dataset.begun, { done, of });
    const state = answers["rr-done"] ? this.dataset.done ?? "" : far;
    if (count === 1 && !name) return [state];
    const link = document.createElement("a");
    link.href = `${address}?copy=${encodeURIComponent(id)}`;
    link.textContent = name ?? fill(this.dataset.copy, { date: dayOf(made) });
    const line = document.createElement("span");
    line.className = "rr-mine-copy";
    line.append(link, ` ${state}`);
    return [line];
  }

  /** Names the first step that is not ticked, and sums up. */
  #next() {
    const steps = [...document.querySelectorAll(".rr-mine-step")].filter((step) => step.checkVisibility());
    const open = steps.filter((step) => !step.querySelector("input")?.checked);
    const sheets = document.querySelectorAll(".rr-mine-begun").length;
    const values = { done: steps.length - open.length, of: steps.length, sheets };
    tell(this.querySelector(".rr-mine-sum"), fill(this.dataset.steps, values));
    const from = open[0]?.querySelector("a");
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("[data-next]"));
    /** @type {HTMLElement} */ (link.parentElement).hidden = !from;
    if (from) Object.assign(link, { href: from.href, textContent: from.textContent });
    this.hidden = false;
  }
}
