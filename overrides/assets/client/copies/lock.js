// The passphrase of the copy in view: offered before anything is written, asked for, taken off.

import { Part } from "../core/component.js";

const locking = () => import("./lock-actions.js");

/** What stands above the sheet about its lock. */
export default class LockElement extends Part {
  connectedCallback() {
    this.press(async (what) => (await locking()).act(this, what));
    this.listen(this, "keydown", (event) => this.#key(event));
    this.listen(document, "rr-kept rr-answers", () => this.#draw());
    this.#draw();
  }

  #draw() {
    const { form, keeper, dataset } = this.sheet ?? {};
    if (!form?.dataset.ready) return;
    const lock = dataset?.lock ?? "";
    if ((this.dataset.lock ?? lock) !== lock) locking().then(({ empty }) => empty(this));
    this.dataset.lock = lock;
    this.hidden = lock !== "shut" && Boolean(keeper?.sheet.given || keeper?.reading);
    this.one(".rr-lock-offer").hidden = Boolean(lock);
    this.one(".rr-lock-shut").hidden = lock !== "shut";
    this.one(".rr-lock-on").hidden = lock !== "open";
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target } = event;
    if (key !== "Enter" || !(target instanceof HTMLInputElement) || target.type === "checkbox") return;
    event.preventDefault();
    this.control(target.id === "rr-lock-words" ? "unlock" : "lock").click();
  }
}
