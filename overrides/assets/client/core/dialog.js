// A dialog in steps: what it shows, what is wrong, and that it forgets everything when it closes.

import { present } from "./component.js";
import { setText } from "./text.js";
import { look, propose } from "./passphrase-input.js";
import { InvalidInput } from "./untrusted.js";
import { DIALOG_OVER_EVENT } from "./events.js";

/**
 * One dialog of an element, from its opening to its closing.
 * @template {import("./component.js").Component} Owner
 */
export class StepDialog {
  #stop = new AbortController();

  /**
   * @param {Owner} owner has the words for what is wrong
   * @param {string} name of the dialog
   */
  constructor(owner, name) {
    this.owner = owner;
    this.dialog = /** @type {HTMLDialogElement} */ (owner.require(`[data-talk=${name}]`));
    this.form = /** @type {HTMLFormElement} */ (this.dialog.querySelector("form"));
  }

  /**
   * Opens it.
   * @param {(what: string, button: HTMLElement) => unknown} then called with the action of each press; may throw InvalidInput
   */
  open(then) {
    const { signal } = this.#stop;
    this.dialog.dispatchEvent(new Event(DIALOG_OVER_EVENT)); // something else was asked here, and is now without an answer
    /** @param {string} what @param {HTMLElement} button */
    const pressed = (what, button) => what === "close" ? this.dialog.close() : this.busy(() => then(what, button));
    this.dialog.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      if (button?.dataset.do && button.type === "button") pressed(button.dataset.do, button);
    }, { signal });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = this.all("button[type=submit]").find((one) => one.checkVisibility());
      if (button) pressed(button.dataset.do ?? "", button);
    }, { signal });
    this.dialog.addEventListener("change", () => look(this.#secrets, this.#looks), { signal });
    for (const end of ["close", DIALOG_OVER_EVENT]) this.dialog.addEventListener(end, () => this.#forget(), { signal });
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  all(selector) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.dialog.querySelectorAll(selector))];
  }

  /** @param {string} selector @returns {HTMLInputElement} the first match inside; throws an Error that names it if absent */
  require(selector) {
    return present(/** @type {HTMLInputElement | null} */ (this.dialog.querySelector(selector)), this.owner, selector);
  }

  /** Shows those pieces that belong to a step, or to a way to use it. @param {string} step */
  step(step) {
    this.say("");
    for (const piece of this.all("[data-step]")) piece.hidden = !piece.dataset.step?.split(" ").includes(step);
    const first = this.all(".rr-input, input, button").find((one) => one.checkVisibility());
    first?.focus();
  }

  /** @param {string} [words] what is wrong, or under way */
  say(words) {
    setText(this.require(".rr-talk-said"), words);
  }

  /** Does something that takes a while or may go wrong. @param {() => unknown} what */
  async busy(what) {
    if (this.dialog.dataset.busy) return;
    this.dialog.dataset.busy = "yes";
    this.say(this.owner.dataset.busy);
    try {
      await what();
      if (this.require(".rr-talk-said").textContent === this.owner.dataset.busy) this.say("");
    } catch (error) {
      if (!(error instanceof InvalidInput)) console.warn(error);
      this.say(this.owner.dataset[error instanceof InvalidInput ? error.reason : "failed"]);
    }
    delete this.dialog.dataset.busy;
  }

  /** Puts five words into the places for a new passphrase, for all to read. */
  fiveWords() {
    return propose(this.#secrets, this.#looks);
  }

  /** @returns {HTMLInputElement[]} the places for passphrases */
  get #secrets() {
    return /** @type {HTMLInputElement[]} */ (this.all("[data-secret]"));
  }

  /** @returns {HTMLInputElement[]} the boxes that show what is typed */
  get #looks() {
    return /** @type {HTMLInputElement[]} */ (this.all("[data-look]"));
  }

  #forget() {
    this.#stop.abort();
    this.form.reset();
    look(this.#secrets, this.#looks);
    this.say("");
    for (const place of this.all("[data-clear]")) place.replaceChildren();
  }
}
