// A worksheet's form: answers are kept while the reader writes, and printed as they stand or blank.

import * as answers from "./answers.js";
import { Keeper } from "./keeper.js";
import { Live } from "./live.js";
import { Nudges } from "./nudges.js";

/** @typedef {import("./store.js").Answers} Answers */

/** Answers that belong to the sheet and not to one of two people who fill it in one after the other. */
const SHARED = /^rr-(?!before$|after$)/;

/** The tools of a sheet; it stands inside the form it serves. Tells of new answers with the event `rr-answers`. */
export default class SheetElement extends HTMLElement {
  /** @type {Map<string, answers.Control[]>} */
  #controls = new Map();
  #stop = new AbortController();
  #coming = false;
  /** What Undo brings back. @type {import("./store.js").Copy | undefined} */
  #had;
  /** @type {Keeper | undefined} */
  keeper;
  /** Whose answers are shown, where two people fill in the sheet one after the other: 1 or 2. */
  voice = 1;
  /** The names of the two, once both may be seen. @type {string[]} */
  names = [];

  connectedCallback() {
    const form = this.closest("form");
    if (!form) throw new Error("rr-sheet stands outside a form");
    this.form = form;
    form.dataset.path = location.pathname; // early.js looks for it
    this.index();
    this.keeper = this.#keeper(new URLSearchParams(location.search).get("copy"));
    this.nudges = new Nudges(document.getElementById("rr-notices"));
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

  /** The answers of whoever's turn it is, by the names of the page's controls. */
  get answers() {
    const kept = this.keeper?.answers ?? {};
    if (!kept["rr-pass"]) return kept;
    const own = Object.entries(kept).filter(([name]) =>
      SHARED.test(name) || name.endsWith("~2") === (this.voice === 2)
    );
    return Object.fromEntries(own.map(([name, answer]) => [name.replace(/~2$/, ""), answer]));
  }

  /**
   * Changes answers from outside the form, such as from another worksheet.
   * @param {Record<string, string | string[] | undefined>} changes by name; undefined takes an answer away
   */
  change(changes) {
    for (const [name, answer] of Object.entries(changes)) this.keeper?.set(keyOf(name, this.voice), answer);
    this.show();
  }

  /** Looks at the page anew, because controls have come or gone. */
  index() {
    if (!this.form) return;
    this.#controls = answers.byName(this.form);
    this.live = new Live(this.closest(".rr-page") ?? document.body);
  }

  /** Puts every answer into the page. */
  show() {
    const all = this.answers;
    this.form?.dispatchEvent(new CustomEvent("rr-room", { bubbles: true })); // rows make room for the answers
    for (const [name, controls] of this.#controls) {
      answers.write(controls, all[name]);
      this.live?.print(controls[0]);
    }
    this.#follow();
  }

  /** Goes on with the other one's answers. @param {number} voice 1 or 2 */
  speak(voice) {
    if (voice === this.voice) return;
    this.voice = voice;
    this.nudges?.clear(); // what is said of one's words is not for the other
    this.#offerUndo(false);
    this.show();
  }

  /** Goes on with another copy of this worksheet. @param {string} copy its id */
  async open(copy) {
    await this.keeper?.close();
    this.voice = 1;
    this.keeper = this.#keeper(copy);
    this.show(); // what is written while the other one comes belongs to that one
    const address = new URL(location.href);
    address.searchParams.set("copy", copy);
    history.replaceState(history.state, "", address);
    this.nudges?.clear();
    this.#offerUndo(false);
    await this.#load();
  }

  /**
   * @param {string | null} copy
   * @returns {Keeper}
   */
  #keeper(copy) {
    const [id, version] = [this.form?.dataset.sheet ?? "", Number(this.form?.dataset.version)];
    const progress = () => this.live?.progress(this.keeper?.answers ?? {});
    const key = (/** @type {string} */ name, /** @type {Answers} */ kept) => keyOf(name, this.#voiceFor(kept));
    return new Keeper({ id, version, copy, progress, key }, (state) => this.#say(state), () => this.show());
  }

  /** Whose turn it is on a sheet that each fills in whole. @param {Answers} kept */
  #voiceFor(kept) {
    return kept["rr-pass"] === "2" && document.querySelector("rr-pass[data-voices]") ? 2 : 1;
  }

  #listen() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener("input", (event) => this.#written(event), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.keeper?.leave(), { signal });
    document.addEventListener("rr-audience", () => this.#follow(), { signal });
    addEventListener("pagehide", () => this.keeper?.leave(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#load(), { signal });
    addEventListener("beforeprint", () => this.#follow(), { signal });
    addEventListener("afterprint", () => this.#printFilled(), { signal });
    this.addEventListener("click", (event) => this.#do(event), { signal });
  }

  async #load() {
    await this.keeper?.load();
    if (!this.isConnected || !this.form) return;
    // Of two who take turns, the second must not see for a moment what the first wrote.
    const kept = this.keeper?.answers ?? {};
    this.closest(".rr-page")?.setAttribute("data-pass", `${kept["rr-pass"] ?? ""}`);
    this.voice = this.#voiceFor(kept);
    this.form.dataset.ready = "yes";
    this.show();
  }

  /** @param {Event} event */
  #written(event) {
    const control = /** @type {answers.Control} */ (event.target);
    const { name } = control;
    if (!name || control.form !== this.form) return;
    const all = this.#controls.get(name) ?? [control];
    const answer = answers.read(all.includes(control) && control.type === "text" ? [control] : all);
    this.keeper?.set(keyOf(name, this.voice), answer);
    this.live?.print(control);
    if (all.length > 1 && control.type === "text") answers.write(all, answer);
    this.nudges?.soon(name, control);
    this.#soon();
  }

  /** What follows from an answer waits until the letter just typed is on the screen. */
  #soon() {
    if (this.#coming) return;
    this.#coming = true;
    requestAnimationFrame(() => setTimeout(() => this.#follow()));
  }

  #follow() {
    this.#coming = false;
    this.live?.update(this.answers);
    this.form?.dispatchEvent(new CustomEvent("rr-answers", { bubbles: true }));
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
    if (what === "undo-clear") this.#undo();
  }

  /** Ends blank printing; not every browser says when it has printed. */
  #printFilled() {
    delete document.documentElement.dataset.print;
  }

  async #clear() {
    this.#had = await this.keeper?.clear();
    if (!this.#had) return;
    this.nudges?.clear();
    this.voice = 1;
    this.show();
    this.#offerUndo(true);
  }

  async #undo() {
    if (this.#had) await this.keeper?.restore(this.#had);
    this.#offerUndo(false);
    this.#load();
    /** @type {HTMLElement | null} */ (this.querySelector("[data-do=ask-clear]"))?.focus();
  }

  /** @param {boolean} offered */
  #offerUndo(offered) {
    const button = /** @type {HTMLElement | null} */ (this.querySelector("[data-do=undo-clear]"));
    if (!offered) this.#had = undefined;
    if (button) button.hidden = !offered;
    if (offered) button?.focus();
  }

  /** @param {import("./keeper.js").State} state */
  #say(state) {
    const status = this.querySelector(".rr-status");
    answers.tell(status, status?.getAttribute(`data-${state}`) ?? "");
    this.form?.dispatchEvent(new CustomEvent("rr-kept", { bubbles: true }));
    status?.classList.toggle("rr-status-failed", state === "failed" || state === "uncleared");
  }
}

/**
 * @param {string} name a control's
 * @param {number} voice
 * @returns {string} the name its answer is kept under
 */
function keyOf(name, voice) {
  return voice === 2 && !SHARED.test(name) ? `${name}~2` : name;
}
