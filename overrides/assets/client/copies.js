// The copies of one worksheet that are kept on this device: to open, name, duplicate and delete.

import { dayOf, fill, isoDay, longDate, tell } from "./answers.js";
import * as journal from "./journal.js";
import { guarded } from "./journal.js";
import * as store from "./store.js";

/** @typedef {store.Copy} Copy */

/** The list of copies; it stands above the sheet it serves. */
export default class CopiesElement extends HTMLElement {
  /** @type {Copy[]} */
  #copies = [];
  /** @type {Copy | undefined} */
  #deleted;
  /** What to do with the name that is being asked for. @type {((name: string) => void) | undefined} */
  #naming;
  #stop = new AbortController();
  /** The id of the copy that is shown as the one in view. @type {string | null | undefined} */
  #shown;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", (event) => this.#do(/** @type {Element} */ (event.target)), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    // Reading every copy at each pause in writing would be felt; while the list is closed, its first line will do.
    const details = /** @type {HTMLDetailsElement} */ (this.#part("details"));
    document.addEventListener("rr-kept", () => (this.hidden || details.open) && this.#list(), { signal });
    details.addEventListener("toggle", () => this.#list(), { signal });
    document.addEventListener("rr-answers", () => this.#sheet.keeper?.copy !== this.#shown && this.#list(), { signal });
    this.#list();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #sheet() {
    return /** @type {import("./sheet.js").default} */ (document.querySelector("rr-sheet"));
  }

  /** @param {(database: IDBDatabase) => Promise<unknown>} what */
  async #with(what) {
    const database = await store.open(indexedDB);
    try {
      await what(database);
    } finally {
      database.close();
    }
  }

  /** Shows the list anew, when something was kept. */
  async #list() {
    const sheet = this.closest("form")?.dataset.sheet;
    try {
      await this.#with(async (database) => this.#copies = await store.all(database, sheet));
    } catch {
      return; // the sheet itself says that nothing can be kept here
    }
    this.hidden = !(this.#sheet?.form?.dataset.ready && (this.#copies.length || this.#deleted));
    this.#shown = this.#sheet?.keeper?.copy;
    const current = this.#copies.find((copy) => copy.id === this.#shown);
    tell(this.#part("[data-current]"), current && this.#name(current));
    const count = this.#part("[data-count]");
    tell(count, fill(count.dataset.count, { count: this.#copies.length }));
    const focused = this.#part("ul").contains(document.activeElement) && document.activeElement;
    const [id, what] = [focused && focused.closest("li")?.dataset.copy, focused && focused.getAttribute("data-do")];
    this.#part("ul").replaceChildren(...this.#copies.map((copy) => this.#row(copy, copy === current)));
    // The list is new; the keyboard goes on from the same place in it.
    const place = this.#part(`li[data-copy="${id}"] [data-do=${what}]:not([hidden])`) ?? this.#part("summary");
    if (focused) place.focus();
  }

  /** @param {Copy} copy @returns {string} what it is called */
  #name({ name, made }) {
    return name ?? fill(this.dataset.begun, { date: dayOf(made) });
  }

  /**
   * @param {Copy} copy
   * @param {boolean} current
   */
  #row(copy, current) {
    const row = /** @type {HTMLElement} */ (this.querySelector("template")?.content.firstElementChild?.cloneNode(true));
    const name = this.#name(copy);
    row.dataset.copy = copy.id;
    if (current) row.setAttribute("aria-current", "true");
    const { done, of } = copy.progress ?? { done: 0, of: 0 };
    const values = { done, of, date: dayOf(copy.saved) };
    tell(row.querySelector(".rr-copy-name"), name);
    tell(row.querySelector(".rr-copy-state"), fill(this.dataset.state, values));
    for (const aural of row.querySelectorAll(".rr-aural")) aural.textContent = ` ${name}`;
    /** @type {HTMLElement} */ (row.querySelector("[data-do=open]")).hidden = current;
    return row;
  }

  /** @param {Element} target */
  async #do(target) {
    const what = target.closest("button")?.dataset.do;
    const copy = this.#copies.find(({ id }) => id === target.closest("li")?.dataset.copy);
    if (what === "new") this.#ask(longDate(isoDay()), (name) => this.#begin({ name }));
    if (what === "name" || what === "unname") this.#answer(what === "name");
    if (what === "undelete" && this.#deleted) await this.#restore(this.#deleted);
    if (!copy) return;
    if (what === "open") await this.#sheet.open(copy.id);
    if (what === "rename") this.#ask(this.#name(copy), (name) => this.#rename(copy, name));
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
    const input = /** @type {HTMLInputElement} */ (this.#part("input"));
    input.value = name;
    /** @type {HTMLDialogElement} */ (this.#part("dialog")).showModal();
    input.select();
  }

  /** @param {boolean} yes */
  #answer(yes) {
    const name = /** @type {HTMLInputElement} */ (this.#part("input")).value.trim();
    /** @type {HTMLDialogElement} */ (this.#part("dialog")).close();
    if (yes && name) this.#naming?.(name);
  }

  /** @param {Partial<Copy>} copy */
  async #begin(copy) {
    const { sheet = "", version } = this.closest("form")?.dataset ?? {};
    const [id, made] = [`${sheet}~${Date.now().toString(36)}`, new Date().toISOString()];
    const blank = { id, sheet, version: Number(version), revision: 1, made, saved: made, answers: {} };
    await this.#with((database) => store.update(database, id, () => ({ ...blank, ...copy })));
    await this.#sheet.open(id);
    this.#list();
  }

  /** @param {Copy} copy */
  async #duplicate(copy) {
    await this.#sheet.keeper?.flush();
    /** @type {Copy | undefined} */
    let now;
    await this.#with(async (database) => now = await store.load(database, copy.id));
    const { answers, progress } = now ?? copy;
    await this.#begin({ name: this.#name(copy), answers, progress });
  }

  /**
   * @param {Copy} copy
   * @param {string} name
   */
  async #rename(copy, name) {
    await this.#with((database) => store.update(database, copy.id, (kept) => kept && { ...kept, name }));
    this.#sheet.keeper?.tell(copy.id);
    this.#list();
  }

  /** @param {Copy} copy */
  async #delete(copy) {
    const sheet = this.#sheet;
    /** @type {Copy | undefined} */
    let deleted = copy;
    if (sheet.keeper?.copy === copy.id) {
      deleted = await sheet.keeper.clear();
      if (!deleted) return;
      await sheet.open(this.#copies.find(({ id }) => id !== copy.id)?.id ?? copy.sheet);
    } else {
      await this.#with((database) => store.remove(database, copy.id));
      guarded(() => journal.forget(localStorage, copy.id));
      this.#sheet.keeper?.tell(copy.id);
    }
    this.#deleted = deleted;
    await this.#list();
    tell(this.#part(".rr-status"), fill(this.dataset.deleted, { name: this.#name(copy) }));
    this.#offerUndo(true);
  }

  /** @param {Copy} copy */
  async #restore(copy) {
    const sheet = this.#sheet;
    await sheet.open(copy.id);
    await sheet.keeper?.restore(copy);
    sheet.show();
    this.#deleted = undefined;
    tell(this.#part(".rr-status"));
    await this.#list();
    this.#offerUndo(false);
  }

  /** @param {boolean} offered */
  #offerUndo(offered) {
    const button = this.#part("[data-do=undelete]");
    button.hidden = !offered;
    (offered ? button : this.#part("[data-do=new]")).focus();
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}
