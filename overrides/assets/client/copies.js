// The copies of one worksheet that are kept on this device: to open, name, duplicate and delete.

import { isoDay, longDate, tell } from "./answers.js";
import * as journal from "./journal.js";
import { Part } from "./part.js";
import { list, nameOf } from "./shelf.js";
import * as store from "./store.js";

/** @typedef {store.Copy} Copy */

/** The list of copies; it stands above the sheet it serves. */
export default class CopiesElement extends Part {
  /** @type {Copy[]} */
  #copies = [];
  /** @type {Copy | undefined} */
  #deleted;
  /** What to do with the name that is being asked for. @type {((name: string) => void) | undefined} */
  #naming;
  /** How often the list was asked for. */
  #asked = 0;
  /** The id of the copy that is shown as the one in view. @type {string | null | undefined} */
  #shown;

  connectedCallback() {
    this.press((what, button) => this.#do(what, button));
    this.listen(this, "keydown", (event) => this.#key(event));
    // Reading every copy at each pause in writing would be felt; while the list is closed, its first line will do.
    const details = /** @type {HTMLDetailsElement} */ (this.one("details"));
    this.listen(document, "rr-kept", () => (this.hidden || details.open) && this.#list());
    this.listen(details, "toggle", () => this.#list());
    this.listen(document, "rr-answers", () => this.sheet.keeper?.copy !== this.#shown && this.#list());
    this.#list();
  }

  /** Shows the list anew, when something was kept. */
  async #list() {
    const details = /** @type {HTMLDetailsElement} */ (this.one("details"));
    const sheet = this.closest("form")?.dataset.sheet;
    const asked = this.#asked += 1;
    let copies;
    try {
      copies = await store.using((database) => store.all(database, sheet));
    } catch {
      return; // the sheet itself says that nothing can be kept here
    }
    if (asked < this.#asked) return; // what was asked for later must not be overtaken
    this.#copies = copies;
    this.hidden = !(this.sheet?.form?.dataset.ready && (this.#copies.length || this.#deleted));
    this.#shown = this.sheet?.keeper?.copy;
    const current = this.#copies.find((copy) => copy.id === this.#shown);
    tell(this.one("[data-current]"), current && nameOf(this, current));
    const count = this.one("[data-count]");
    tell(count, count.dataset.count, { count: this.#copies.length });
    list(this, this.#copies, current);
    if (details.open) (await import("./versions.js")).list(this.one(".rr-versions"), this.sheet);
  }

  /**
   * @param {string} what
   * @param {HTMLElement} button
   */
  async #do(what, button) {
    const copy = this.#copies.find(({ id }) => id === button.closest("li")?.dataset.copy);
    if (what === "new") {
      this.#ask(longDate(isoDay()), (name) => this.#begin({ name, progress: this.sheet.live?.progress({}) }));
    }
    if (what === "name" || what === "unname") this.#answer(what === "name");
    if (what === "undelete" && this.#deleted) await this.#restore(this.#deleted);
    if (!copy) return;
    if (what === "open") await this.sheet.open(copy.id);
    if (what === "rename") this.#ask(nameOf(this, copy), (name) => this.#rename(copy, name));
    if (what === "duplicate") await this.#duplicate(copy);
    if (what === "delete") await this.#delete(copy);
    if (what === "open") this.#list();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.#answer(true);
  }

  /**
   * @param {string} name what to suggest
   * @param {(name: string) => void} then
   */
  #ask(name, then) {
    this.#naming = then;
    const input = /** @type {HTMLInputElement} */ (this.one("input"));
    input.value = name;
    /** @type {HTMLDialogElement} */ (this.one("dialog")).showModal();
    input.select();
  }

  /** @param {boolean} yes */
  #answer(yes) {
    const name = /** @type {HTMLInputElement} */ (this.one("input")).value.trim();
    /** @type {HTMLDialogElement} */ (this.one("dialog")).close();
    if (yes && name) this.#naming?.(name);
  }

  /** @param {Partial<Copy>} copy */
  async #begin(copy) {
    const { sheet = "", version } = this.closest("form")?.dataset ?? {};
    const [id, made] = [`${sheet}~${Date.now().toString(36)}`, new Date().toISOString()];
    const blank = { id, sheet, version: Number(version), revision: 1, made, saved: made, answers: {} };
    await store.using((database) => store.update(database, id, () => ({ ...blank, ...copy })));
    await this.sheet.open(id);
    this.#list();
  }

  /** @param {Copy} copy */
  async #duplicate(copy) {
    await this.sheet.keeper?.flush();
    const now = await store.using((database) => store.load(database, copy.id));
    const { answers, progress, locked } = now ?? copy;
    await this.#begin(locked ? { answers, locked } : { name: nameOf(this, copy), answers, progress });
  }

  /**
   * @param {Copy} copy
   * @param {string} name
   */
  async #rename(copy, name) {
    const { keeper } = this.sheet;
    if (keeper?.copy === copy.id) await (await import("./amend.js")).rename(keeper, name);
    else await store.using((database) => store.update(database, copy.id, (kept) => kept && { ...kept, name }));
    keeper?.tell(copy.id);
    this.#list();
  }

  /** @param {Copy} copy */
  async #delete(copy) {
    const sheet = this.sheet;
    /** @type {Copy | undefined} */
    let deleted = copy;
    if (sheet.keeper?.copy === copy.id) {
      deleted = await sheet.keeper.clear();
      if (!deleted) return;
      await sheet.open(this.#copies.find(({ id }) => id !== copy.id)?.id ?? copy.sheet);
    } else {
      await store.using((database) => store.update(database, copy.id, () => undefined));
      store.guarded(() => journal.forget(localStorage, copy.id));
      this.sheet.keeper?.tell(copy.id);
    }
    this.#deleted = deleted;
    await this.#list();
    tell(this.one(".rr-status"), this.dataset.deleted, { name: nameOf(this, copy) });
    this.#offerUndo(true);
  }

  /** @param {Copy} copy */
  async #restore(copy) {
    const sheet = this.sheet;
    await sheet.open(copy.id);
    await sheet.keeper?.restore(copy);
    sheet.show();
    this.#deleted = undefined;
    tell(this.one(".rr-status"));
    await this.#list();
    this.#offerUndo(false);
  }

  /** @param {boolean} offered */
  #offerUndo(offered) {
    const button = this.control("undelete");
    button.hidden = !offered;
    (offered ? button : this.control("new")).focus();
  }
}
