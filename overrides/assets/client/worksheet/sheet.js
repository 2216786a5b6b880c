// A worksheet's form: answers are kept while the reader writes, and printed as they stand or blank.

import { LiveUpdate } from "./live-update.js";
import { Questions, readQuestions } from "../fields/questions.js";
import { Component, createElement } from "../core/component.js";
import { answersWithoutPlace } from "../storage/renames.js";
import { attempt } from "../core/attempt.js";
import { LIMITS } from "../storage/copy-model.js";
import { SheetCopies } from "./sheet-copies.js";
import { printAll, Toolbar } from "./toolbar.js";
import { ANSWERS_EVENT, CHOICE_EVENT, ERASED_EVENT, KEPT_EVENT, LOCKED_EVENT, ROOM_EVENT } from "../core/events.js";
import { LAST_PACKET, PACKET_PREFIX, TURN_ANSWER } from "../core/storage-keys.js";
import { groupByName, isTouched, readControls, writeControls } from "../core/controls.js";
import { answerKey, answersOfPerson } from "../storage/participants.js";
import { setText } from "../core/text.js";

/** @typedef {import("../core/controls.js").Control} Control */
/** @typedef {import("../core/sheet-api.js").Answers} Answers */

/** The tools of a sheet, inside the form that it serves. Dispatches ANSWERS_EVENT on it when answers change. */
export default class SheetElement extends Component {
  /** @type {Map<string, Control[]>} */
  #controls = new Map();
  #coming = false;
  /** Answers that are longer than can be kept, by the names they would be kept under. @type {Map<string, string | string[]>} */
  #long = new Map();
  #copies = new SheetCopies(this);
  #tools = new Toolbar(this, () => this.#copies.clear(), (had) => this.#copies.restore(had));
  /** What the worksheet asks. */
  questions = new Questions([]);
  /** @type {import("./nudges.js").Nudges | undefined} */
  nudges;
  /** Whose answers are shown, where two people fill in the sheet one after the other: 1 or 2. */
  person = 1;

  connectedCallback() {
    const form = this.closest("form");
    if (!form) throw new Error("rr-sheet stands outside a form");
    this.form = form;
    this.questions = readQuestions(form);
    this.index();
    const autosave = this.#copies.begin(new URLSearchParams(location.search).get("copy"));
    for (const [name, controls] of this.#controls) {
      // What the reader wrote before this script was there counts too.
      if (controls.some(isTouched)) autosave.set(name, readControls(controls));
    }
    this.#listen();
    this.hidden = false;
    this.#copies.load();
    this.#leadBack();
  }

  /** Offers the way back to the packet that led here, if one did. */
  #leadBack() {
    const back = /** @type {HTMLAnchorElement | null} */ (this.page.querySelector(".rr-back a"));
    const packet = attempt(() => sessionStorage.getItem(PACKET_PREFIX + LAST_PACKET));
    if (!back || !packet) return;
    back.search = `?copy=${packet}`;
    back.closest("p")?.removeAttribute("hidden");
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#copies.leave();
    this.nudges?.stop();
    printAll();
  }

  /** What saves the copy in view. */
  get autosave() {
    return this.#copies.autosave;
  }

  /** The answers of whoever's turn it is, by the names of the page's controls. */
  get answers() {
    return this.answersOf(this.person);
  }

  /** @param {number} person 1 or 2 @returns {Answers} the person's answers, by the names of the page's controls */
  answersOf(person) {
    const kept = this.autosave?.answers ?? {};
    return answersOfPerson(this.#long.size ? { ...kept, ...Object.fromEntries(this.#long) } : kept, person);
  }

  /**
   * Changes answers from outside the form, such as from another worksheet.
   * @param {Record<string, string | string[] | undefined>} changes by name; undefined takes an answer away
   */
  change(changes) {
    for (const [name, answer] of Object.entries(changes)) {
      this.autosave?.set(answerKey(name, this.person), answer);
    }
    this.show();
  }

  /** Queries the page again, after controls were added or removed. */
  index() {
    if (!this.form) return;
    this.#controls = groupByName(this.form);
    this.live = new LiveUpdate(this.page, this.questions);
  }

  /** Puts every answer into the page. */
  show() {
    const all = this.answers;
    this.page.dataset.pass = `${all[TURN_ANSWER] ?? ""}`; // whose column is shown, where there are two
    this.#announce(ROOM_EVENT); // rows make room for the answers
    const locked = this.autosave?.reading ?? false;
    this.page.toggleAttribute("data-reading", locked);
    for (const [name, controls] of this.#controls) {
      writeControls(controls, all[name]);
      for (const control of controls) control.disabled = locked;
      this.live?.print(controls[0]);
    }
    this.#lost(all);
    this.#follow();
  }

  /** Shows the answers that have no place in this version of the worksheet. @param {Answers} all */
  #lost(all) {
    const found = answersWithoutPlace(all, this.#controls);
    const list = this.page.querySelector(".rr-lost");
    list?.toggleAttribute("hidden", !found.length);
    list?.querySelector("dl")?.replaceChildren(
      ...found.flatMap(({ name, text }) => [createElement("dt", {}, name), createElement("dd", {}, text)]),
    );
  }

  /** Goes on with the other person's answers. @param {number} person 1 or 2 */
  setPerson(person) {
    if (person === this.person) return;
    this.person = person;
    this.nudges?.clear(); // what is said of one's words is not for the other
    this.#tools.forget();
    this.show();
  }

  /** Goes on with another copy of this worksheet. @param {string} copy its id */
  async open(copy) {
    await this.#copies.open(copy);
  }

  /** Shows answers that are only looked at, and not kept; `open` ends it. @param {Answers} given */
  async visit(given) {
    await this.#copies.visit(given);
  }

  /** Resets what belongs to the copy in view and is not saved with it. */
  forget() {
    this.#long.clear();
    this.nudges?.clear();
    this.#tools.forget();
    this.person = 1;
  }

  /** Undo of `clear` is no longer possible. */
  forgetUndo() {
    this.#tools.forget();
  }

  /** Whether some answers are longer than can be kept. */
  get tooLong() {
    return this.#long.size > 0;
  }

  /** @param {import("./sheet-copies.js").SheetState} state what has become of the answers */
  showState(state) {
    const failed = ["failed", "uncleared", "full", "long", "newer"].includes(state);
    const status = this.require(".rr-status");
    setText(status, status.dataset[state]);
    status.classList.toggle("rr-status-failed", failed);
    this.control("take-over").hidden = state !== "reading";
    this.control("rescue").hidden = !failed;
    if (failed) this.#tools.prepare();
    this.#announce(KEPT_EVENT);
    if (state === "saved" && !this.autosave?.sheet.given) this.#tools.safe();
  }

  #listen() {
    this.listen(document, "input", (event) => this.#written(event));
    this.listen(document, "visibilitychange", () => document.hidden && this.autosave?.leave());
    this.listen(document, CHOICE_EVENT, () => this.#follow());
    this.listen(window, "pagehide", () => this.autosave?.leave());
    this.listen(window, "pageshow", (event) => event.persisted && this.#copies.load());
    this.listen(window, "beforeprint", () => this.#follow());
    this.listen(window, "afterprint", printAll);
    this.listen(this, "focusin", () => this.#tools.offer());
    this.listen(document, LOCKED_EVENT, () => this.#copies.lockUp());
    this.listen(document, ERASED_EVENT, () => this.#tools.forget());
    this.press((what) => this.#tools.do(what));
  }

  /** @param {Event} event */
  #written(event) {
    const control = /** @type {Control} */ (event.target);
    const { name } = control;
    if (!name || control.form !== this.form) return;
    const all = this.#controls.get(name) ?? [control];
    const answer = readControls(all.includes(control) && control.type === "text" ? [control] : all);
    const key = answerKey(name, this.person);
    this.#long.delete(key);
    if (answer && answer.length > LIMITS.characters) {
      this.#long.set(key, answer);
      this.#copies.report("long");
      return;
    }
    this.autosave?.set(key, answer);
    this.live?.print(control);
    if (all.length > 1 && control.type === "text") writeControls(all, answer);
    this.#nudge(name, control).catch(console.warn);
    this.#soon();
  }

  /**
   * Has the nudges look at an answer. They are loaded with the first letter that somebody writes.
   * @param {string} name
   * @param {Control} control
   */
  async #nudge(name, control) {
    const notices = document.getElementById("rr-notices");
    if (!notices) return;
    const { Nudges } = await import("./nudges.js");
    this.nudges ??= new Nudges(notices);
    if (this.isConnected) this.nudges.soon(name, control);
  }

  /** Updates what depends on answers after the letter just typed is painted. */
  #soon() {
    if (this.#coming) return;
    this.#coming = true;
    requestAnimationFrame(() => setTimeout(() => this.#follow()));
  }

  #follow() {
    this.#coming = false;
    this.live?.update(this.answers);
    this.#announce(ANSWERS_EVENT);
  }

  /** @param {string} event */
  #announce(event) {
    this.form?.dispatchEvent(new CustomEvent(event, { bubbles: true }));
  }
}
