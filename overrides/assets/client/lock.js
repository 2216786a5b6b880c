// The passphrase of the copy in view: offered before anything is written, asked for, taken off.

import { tell } from "./answers.js";
import { Part } from "./part.js";

/** The keys and the cipher, which are brought in when somebody locks or opens a copy. */
const vault = () => import("./vault.js");

/** What stands above the sheet about its lock. */
export default class LockElement extends Part {
  connectedCallback() {
    this.press((what) => this.#do(what));
    this.listen(this, "keydown", (event) => this.#key(event));
    this.listen(document, "rr-kept rr-answers", () => this.#draw());
    this.#draw();
  }

  #draw() {
    const sheet = this.sheet;
    if (!sheet?.form?.dataset.ready) return;
    const { lock = "" } = sheet.dataset;
    const changed = this.dataset.lock !== lock;
    this.dataset.lock = lock;
    this.hidden = lock !== "shut" && Boolean(sheet.keeper?.sheet.given || sheet.keeper?.reading);
    this.one(".rr-lock-offer").hidden = Boolean(lock);
    this.one(".rr-lock-shut").hidden = lock !== "shut";
    this.one(".rr-lock-on").hidden = lock !== "open";
    if (changed) this.#empty();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.target.type === "checkbox") {
      return;
    }
    event.preventDefault();
    this.#do(event.target.id === "rr-lock-words" ? "unlock" : "lock");
  }

  /** @param {string} what */
  async #do(what) {
    if (what === "look") this.#look();
    else if (what === "words") await this.#words();
    else await this.#busy(what);
  }

  /** Shows what is typed, or hides it. */
  #look() {
    const shown = this.all("[data-do=look]").some((box) => /** @type {HTMLInputElement} */ (box).checked);
    for (const input of this.#inputs) input.type = shown ? "text" : "password";
  }

  get #inputs() {
    return /** @type {HTMLInputElement[]} */ (this.all(".rr-input"));
  }

  async #words() {
    const { fiveWords } = await import("./words.js");
    const words = await fiveWords();
    for (const input of this.#inputs.slice(0, 2)) input.value = words;
    for (const box of this.all("[data-do=look]")) /** @type {HTMLInputElement} */ (box).checked = true;
    this.#look();
  }

  /** @param {string} what takes a while */
  async #busy(what) {
    this.#say(this.dataset.busy);
    let words = "";
    try {
      if (what === "lock") words = await this.#lock();
      if (what === "unlock") await this.#unlock();
      if (what === "unlocked") await this.sheet.keeper?.lockWith(undefined);
      if (what === "shut") (await vault()).forget();
      this.sheet.show();
    } catch (error) {
      console.warn(error);
      words = (what === "unlock" ? this.dataset.wrong : this.dataset.failed) ?? "";
    }
    this.#say(words);
    this.#focus();
  }

  /** @returns {Promise<string>} what is wrong with the passphrase, if anything */
  async #lock() {
    const [first, again] = this.#inputs.map(({ value }) => value);
    const { weak } = await import("./envelope.js");
    if (weak(first)) return this.dataset.short ?? "";
    if (first !== again) return this.dataset.differ ?? "";
    const { lockFrom } = await vault();
    localStorage.setItem("rr-lock", "yes"); // from now on nothing is noted before it is known what is locked
    await this.sheet.keeper?.lockWith(await lockFrom(first));
    return "";
  }

  async #unlock() {
    const { keeper } = this.sheet;
    const envelope = await keeper?.envelope();
    if (envelope) await (await vault()).openLock(envelope, this.#inputs[2].value);
    await keeper?.load();
  }

  /** The passphrase does not stay on the page. */
  #empty() {
    for (const input of this.#inputs) input.value = "";
    for (const box of this.all("[data-do=look]")) /** @type {HTMLInputElement} */ (box).checked = false;
    this.#look();
    /** @type {HTMLDetailsElement} */ (this.one("details")).open = false;
  }

  /** @param {string} [words] */
  #say(words = "") {
    tell(this.one(".rr-status"), words);
  }

  /** The keyboard goes on from what the press led to. */
  #focus() {
    if (document.activeElement?.checkVisibility() && document.activeElement !== document.body) return;
    const next = this.all("input, summary, button").find((one) => one.checkVisibility());
    next?.focus();
  }
}
