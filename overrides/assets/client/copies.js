// The copies of one worksheet that are kept on this device: to open, name, duplicate and delete.

import { longDate } from "./answers.js";
import { CHANNEL } from "./keeper.js";
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
  #others = new BroadcastChannel(CHANNEL);
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
    this.#others.onmessage = () => (this.hidden || details.open) && this.#list();
    details.addEventListener("toggle", () => this.#list(), { signal });
    document.addEventListener("rr-answers", () => this.#sheet.keeper?.copy !== this.#shown && this.#list(), { signal });
    this.#list();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#others.onmessage = null;
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
    this.hidden = !this.#copies.length && !this.#deleted;
    this.#shown = this.#sheet?.keeper?.copy;
    const current = this.#copies.find((copy) => copy.id === this.#shown);
    this.#part("[data-current]").textContent = current ? this.#name(current) : "";
    const count = this.#part("[data-count]");
    count.textContent = (count.dataset.count ?? "").replace("{count}", `${this.#copies.length}`);
    this.#part("ul").replaceChildren(...this.#copies.map((copy) => this.#row(copy, copy === current)));
  }

  /** @param {Copy} copy @returns {string} what it is called */
  #name({ name, made }) {
    return name ?? (this.dataset.begun ?? "").replace("{date}", longDate(made.slice(0, 10)));
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
    const values = { done, of, date: longDate(copy.saved.slice(0, 10)) };
    const state = Object.entries(values).reduce(
      (text, [key, value]) => text.replace(`{${key}}`, `${value}`),
      this.dataset.state ?? "",
    );
    /** @type {Element} */ (row.querySelector(".rr-copy-name")).textContent = name;
    /** @type {Element} */ (row.querySelector(".rr-copy-state")).textContent = state;
    for (const aural of row.querySelectorAll(".rr-aural")) aural.textContent = ` ${name}`;
    /** @type {HTMLElement} */ (row.querySelector("[data-do=open]")).hidden = current;
    return row;
  }

  /** @param {Element} target */
  async #do(target) {
    const what = target.closest("button")?.dataset.do;
    const copy = this.#copies.find(({ id }) => id === target.closest("li")?.dataset.copy);
    if (what === "new") this.#ask(longDate(new Date().toLocaleDateString("sv")), (name) => this.#begin({ name }));
    if (what === "name" || what === "unname") this.#answer(what === "name");
    if (what === "undelete" && this.#deleted) await this.#restore(this.#deleted);
    if (!copy) return;
    if (what === "open") await this.#sheet.open(copy.id);
    if (what === "rename") this.#ask(this.#name(copy), (name) => this.#rename(copy, name));
    if (what === "duplicate") {
      await this.#begin({ name: this.#name(copy), answers: copy.answers, progress: copy.progress });
    }
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

  /**
   * @param {Copy} copy
   * @param {string} name
   */
  async #rename(copy, name) {
    await this.#with((database) => store.update(database, copy.id, (kept) => kept && { ...kept, name }));
    this.#list();
  }

  /** @param {Copy} copy */
  async #delete(copy) {
    const sheet = this.#sheet;
    if (sheet.keeper?.copy === copy.id) {
      if (!await sheet.keeper.clear()) return;
      await sheet.open(this.#copies.find(({ id }) => id !== copy.id)?.id ?? copy.sheet);
    } else await this.#with((database) => store.remove(database, copy.id));
    this.#deleted = copy;
    await this.#list();
    this.#part(".rr-status").textContent = (this.dataset.deleted ?? "").replace("{name}", () => this.#name(copy));
    this.#offerUndo(true);
  }

  /** @param {Copy} copy */
  async #restore(copy) {
    await this.#with((database) => store.update(database, copy.id, () => copy));
    this.#deleted = undefined;
    await this.#sheet.open(copy.id);
    this.#part(".rr-status").textContent = "";
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
