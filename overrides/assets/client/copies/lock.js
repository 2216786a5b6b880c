// The passphrase of the copy in view: offered before anything is written, asked for, taken off.

import { Component } from "../core/component.js";
import { ANSWERS_EVENT, KEPT_EVENT } from "../core/events.js";

const locking = () => import("./lock-actions.js");

/** What stands above the sheet about its lock. */
export default class LockElement extends Component {
  connectedCallback() {
    this.press(async (what) => (await locking()).lockAction(this, what));
    this.listen(this, "keydown", (event) => this.#key(event));
    this.listen(document, `${KEPT_EVENT} ${ANSWERS_EVENT}`, () => this.#draw());
    this.#draw();
  }

  #draw() {
    const { form, autosave, dataset } = this.findSheet() ?? {};
    if (!form?.dataset.ready) return;
    const lock = dataset?.lock ?? "";
    if ((this.dataset.lock ?? lock) !== lock) locking().then(({ emptyInputs }) => emptyInputs(this));
    this.dataset.lock = lock;
    this.hidden = lock !== "shut" && Boolean(autosave?.sheet.given || autosave?.reading);
    this.require(".rr-lock-offer").hidden = Boolean(lock);
    this.require(".rr-lock-shut").hidden = lock !== "shut";
    this.require(".rr-lock-on").hidden = lock !== "open";
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target } = event;
    if (key !== "Enter" || !(target instanceof HTMLInputElement) || target.type === "checkbox") return;
    event.preventDefault();
    this.control(target.id === "rr-lock-words" ? "unlock" : "lock").click();
  }
}
