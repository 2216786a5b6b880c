// A worksheet's form: answers are kept while the reader writes, and printed as they stand or blank.

import * as answers from "./answers.js";
import { Keeper } from "./keeper.js";
import { Nudges } from "./nudges.js";

/** The tools of a sheet; it stands inside the form it serves. */
export default class SheetElement extends HTMLElement {
  /** @type {Map<string, answers.Control[]>} */
  #controls = new Map();
  #stop = new AbortController();

  connectedCallback() {
    const form = this.closest("form");
    if (!form) throw new Error("rr-sheet stands outside a form");
    this.form = form;
    const [sheet, version] = [form.dataset.sheet ?? "", Number(form.dataset.version)];
    this.keeper = new Keeper(sheet, version, (state) => this.#say(state), () => this.#showAll());
    this.nudges = new Nudges(document.getElementById("rr-notices"));
    this.#controls = answers.byName(form);
    for (const [name, controls] of this.#controls) {
      // What the reader wrote before this script was there counts too.
      if (controls.some(answers.isTouched)) this.keeper.set(name, answers.read(controls));
    }
    this.#listen();
    this.hidden = false;
    this.#load();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.keeper?.close();
    this.nudges?.stop();
    this.#printFilled();
  }

  #listen() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener("input", (event) => this.#written(event), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.keeper?.leave(), { signal });
    addEventListener("pagehide", () => this.keeper?.leave(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#load(), { signal });
    addEventListener("afterprint", () => this.#printFilled(), { signal });
    this.addEventListener("click", (event) => this.#do(event), { signal });
  }

  async #load() {
    await this.keeper?.load();
    if (!this.isConnected || !this.form) return;
    this.#showAll();
    this.form.dataset.ready = "yes";
  }

  #showAll() {
    for (const [name, controls] of this.#controls) {
      answers.write(controls, this.keeper?.answers[name]);
      this.#show(name);
    }
    this.#changed();
  }

  /** @param {Event} event */
  #written(event) {
    const control = /** @type {answers.Control} */ (event.target);
    if (!control.name || control.form !== this.form) return;
    this.keeper?.set(control.name, answers.read(this.#controls.get(control.name) ?? [control]));
    this.#show(control.name);
    this.nudges?.soon(control.name, control);
    this.#changed();
  }

  /** Tells results, timers and decks. */
  #changed() {
    this.form?.dispatchEvent(new CustomEvent("rr-answers", { bubbles: true }));
  }

  /** Brings what is printed, and the names over people's answers, in step with an answer. @param {string} name */
  #show(name) {
    const answer = [this.keeper?.answers[name] ?? ""].flat().join("\n");
    const words = answer && this.#controls.get(name)?.[0].type === "date" ? answers.longDate(answer) : answer;
    for (const twin of document.querySelectorAll(`[data-twin="${CSS.escape(name)}"]`)) twin.textContent = words;
    for (const place of document.querySelectorAll(`[data-name-of="${CSS.escape(name)}"]`)) {
      place.textContent = words.trim() || place.getAttribute("data-role");
    }
  }

  /** @param {MouseEvent} event */
  #do(event) {
    const what = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset.do;
    const dialog = this.querySelector("dialog");
    if (what === "print-filled") this.#printFilled();
    if (what === "print-blank") document.documentElement.dataset.print = "blank";
    if (what?.startsWith("print")) print();
    if (what === "ask-clear") dialog?.showModal();
    if (what === "keep" || what === "clear") dialog?.close();
    if (what === "clear") this.#clear();
  }

  /** Ends blank printing; not every browser says when it has printed. */
  #printFilled() {
    delete document.documentElement.dataset.print;
  }

  async #clear() {
    if (!await this.keeper?.clear()) return;
    this.nudges?.clear();
    this.#showAll();
  }

  /** @param {import("./keeper.js").State} state */
  #say(state) {
    const status = this.querySelector(".rr-status");
    const words = status?.getAttribute(`data-${state}`) ?? "";
    // The same words again would be read aloud again.
    if (status && status.textContent !== words) status.textContent = words;
    status?.classList.toggle("rr-status-failed", state === "failed" || state === "uncleared");
  }
}
