// A worksheet's form: answers are kept while the reader writes, and printed as they stand or blank.

import * as answers from "./answers.js";
import * as journal from "./journal.js";
import * as store from "./store.js";
import { Nudges } from "./nudges.js";

/** How long writing may pause before it is saved, and how long it may go on unsaved, in milliseconds. */
const PAUSE = 300;
const LONGEST = 1000;

/** The tools of a sheet; it stands inside the form it serves. */
export default class SheetElement extends HTMLElement {
  /** @type {Map<string, answers.Control[]>} */
  #controls = new Map();
  /** @type {store.Answers} */
  #answers = {};
  /** @type {Set<string>} */
  #touched = new Set();
  /** @type {Promise<IDBDatabase> | undefined} */
  #database;
  #revision = 0;
  #loaded = false;
  #unsaved = false;
  #since = 0;
  #timer = 0;
  #stop = new AbortController();

  connectedCallback() {
    const form = this.closest("form");
    if (!form) throw new Error("rr-sheet stands outside a form");
    this.form = form;
    this.#controls = answers.byName(form);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener("input", (event) => this.#written(event), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave(), { signal });
    addEventListener("pagehide", () => this.#leave(), { signal });
    addEventListener("afterprint", () => delete document.documentElement.dataset.print, { signal });
    this.addEventListener("click", (event) => this.#do(event), { signal });
    this.nudges = new Nudges(document.getElementById("rr-notices"));
    this.hidden = false;
    this.#load();
  }

  disconnectedCallback() {
    this.#leave();
    this.#stop.abort();
  }

  get #sheet() {
    return this.form?.dataset.sheet ?? "";
  }

  async #load() {
    let kept;
    try {
      this.#database = store.open(indexedDB);
      kept = await store.load(await this.#database, this.#sheet);
    } catch (error) {
      this.#failed(error);
    }
    const draft = journal.newer(kept, recall(this.#sheet));
    if (!this.isConnected) return;
    this.#revision = draft?.revision ?? 0;
    this.#answers = { ...draft?.answers, ...this.#answers };
    for (const [name, controls] of this.#controls) {
      if (!this.#touched.has(name)) answers.write(controls, this.#answers[name]);
      this.#shown(name);
    }
    this.#loaded = true;
    this.form?.dispatchEvent(new CustomEvent("rr-answers", { bubbles: true }));
    if (draft && draft !== kept) this.#later();
    else if (this.#unsaved) this.#later();
    else if (draft) this.#say("saved");
  }

  /** @param {Event} event */
  #written(event) {
    const control = /** @type {answers.Control} */ (event.target);
    if (!control.name || control.form !== this.form) return;
    const { name } = control;
    const answer = answers.read(this.#controls.get(name) ?? [control]);
    if (answer === undefined) delete this.#answers[name];
    else this.#answers[name] = answer;
    this.#touched.add(name);
    this.#shown(name);
    this.nudges?.soon(name, control);
    this.form?.dispatchEvent(new CustomEvent("rr-answers", { bubbles: true }));
    this.#later();
  }

  /** Brings what is printed in step with an answer. @param {string} name */
  #shown(name) {
    for (const twin of document.querySelectorAll(`[data-twin="${CSS.escape(name)}"]`)) {
      twin.textContent = [this.#answers[name] ?? ""].flat().join("\n");
    }
  }

  #later() {
    if (!this.#unsaved) this.#since = Date.now();
    this.#unsaved = true;
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, Math.max(0, this.#since + LONGEST - Date.now()));
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  #draft() {
    this.#revision += 1;
    const version = Number(this.form?.dataset.version);
    const saved = new Date().toISOString();
    return { sheet: this.#sheet, version, revision: this.#revision, saved, answers: { ...this.#answers } };
  }

  async #save() {
    clearTimeout(this.#timer);
    if (!this.#unsaved || !this.#loaded) return;
    this.#unsaved = false;
    const draft = this.#draft();
    try {
      if (!this.#database) throw new Error("no database");
      await store.save(await this.#database, draft);
      if (!this.#unsaved) this.#say("saved");
      if (draft.revision === this.#revision) forget(this.#sheet);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The page is about to go: note what the database may not get in time, then save as usual. */
  #leave() {
    if (!this.#unsaved || !this.#loaded) return;
    try {
      journal.note(localStorage, { ...this.#draft(), revision: this.#revision + 1 });
    } catch {
      // Storage is blocked or full; the save below may still succeed.
    }
    this.#save();
  }

  /** @param {MouseEvent} event */
  #do(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    const dialog = this.querySelector("dialog");
    if (button?.dataset.do === "print-filled") print();
    if (button?.dataset.do === "print-blank") {
      document.documentElement.dataset.print = "blank";
      print();
    }
    if (button?.dataset.do === "ask-clear") dialog?.showModal();
    if (button?.dataset.do === "keep") dialog?.close();
    if (button?.dataset.do === "clear") {
      dialog?.close();
      this.#clear();
    }
  }

  async #clear() {
    clearTimeout(this.#timer);
    this.#unsaved = false;
    this.#answers = {};
    for (const [name, controls] of this.#controls) {
      answers.write(controls, undefined);
      this.#shown(name);
    }
    this.nudges?.clear();
    this.form?.dispatchEvent(new CustomEvent("rr-answers", { bubbles: true }));
    try {
      forget(this.#sheet);
      if (this.#database) await store.remove(await this.#database, this.#sheet);
      this.#say("cleared");
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {"saved" | "cleared" | "failed"} what */
  #say(what) {
    const status = this.querySelector(".rr-status");
    if (!(status instanceof HTMLElement)) return;
    const words = status.dataset[what] ?? "";
    // The same words again would be read aloud again.
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle("rr-status-failed", what === "failed");
  }

  /** @param {unknown} error */
  #failed(error) {
    console.error(error);
    this.#say("failed");
  }
}

/** @param {string} sheet */
function recall(sheet) {
  try {
    return journal.recall(localStorage, sheet);
  } catch {
    return undefined;
  }
}

/** @param {string} sheet */
function forget(sheet) {
  try {
    journal.forget(localStorage, sheet);
  } catch {
    // Storage is blocked, so nothing was noted.
  }
}
