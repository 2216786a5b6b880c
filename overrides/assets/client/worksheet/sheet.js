// A worksheet's form: answers are kept while the reader writes, and printed as they stand or blank.

import { Autosave } from "../storage/autosave.js";
import { LiveUpdate } from "./live-update.js";
import { Nudges } from "./nudges.js";
import { Questions, readQuestions } from "../fields/questions.js";
import { Component, createElement } from "../core/component.js";
import { answersWithoutPlace, applyRenames } from "../storage/renames.js";
import { attempt } from "../core/attempt.js";
import { LIMITS } from "../storage/copy-model.js";
import { printAll, Toolbar } from "./toolbar.js";
import { ANSWERS_EVENT, CHOICE_EVENT, ERASED_EVENT, KEPT_EVENT, LOCKED_EVENT, ROOM_EVENT } from "../core/events.js";
import { LAST_PACKET, PACKET_PREFIX, TURN_ANSWER } from "../core/storage-keys.js";
import { groupByName, isTouched, readControls, writeControls } from "../core/controls.js";
import { answerKey, answersOfPerson, personOf } from "../storage/participants.js";
import { setText } from "../core/text.js";

/** @typedef {import("../core/controls.js").Control} Control */
/** @typedef {import("../core/sheet-api.js").Answers} Answers */

/** The tools of a sheet; it stands inside the form it serves. Tells of new answers with the event `rr-answers`. */
export default class SheetElement extends Component {
  /** @type {Map<string, Control[]>} */
  #controls = new Map();
  #coming = false;
  /** Answers that are longer than can be kept, by the names they would be kept under. @type {Map<string, string | string[]>} */
  #long = new Map();
  #tools = new Toolbar(this, () => this.#clear(), (had) => this.#restore(had));
  /** @type {Autosave | undefined} */
  autosave;
  /** What the worksheet asks. */
  questions = new Questions([]);
  /** Whose answers are shown, where two people fill in the sheet one after the other: 1 or 2. */
  person = 1;

  connectedCallback() {
    const form = this.closest("form");
    if (!form) throw new Error("rr-sheet stands outside a form");
    this.form = form;
    this.questions = readQuestions(form);
    this.index();
    this.autosave = this.#keeper(new URLSearchParams(location.search).get("copy"));
    this.nudges = new Nudges(document.getElementById("rr-notices"));
    for (const [name, controls] of this.#controls) {
      // What the reader wrote before this script was there counts too.
      if (controls.some(isTouched)) this.autosave.set(name, readControls(controls));
    }
    this.#listen();
    this.hidden = false;
    this.#load();
    const back = /** @type {HTMLAnchorElement | null} */ (this.page.querySelector(".rr-back a"));
    const packet = attempt(() => sessionStorage.getItem(PACKET_PREFIX + LAST_PACKET));
    if (!back || !packet) return;
    back.search = `?copy=${packet}`;
    back.closest("p")?.removeAttribute("hidden");
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    const { autosave } = this;
    autosave?.close().then(async () => autosave.lock && (await import("../storage/key-cache.js")).forgetKeys());
    this.nudges?.stop();
    printAll();
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

  /** Looks at the page anew, because controls have come or gone. */
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
    const place = this.page.querySelector(".rr-lost");
    place?.toggleAttribute("hidden", !found.length);
    place?.querySelector("dl")?.replaceChildren(
      ...found.flatMap(({ name, text }) => [createElement("dt", {}, name), createElement("dd", {}, text)]),
    );
  }

  /** Goes on with the other one's answers. @param {number} voice 1 or 2 */
  setPerson(voice) {
    if (voice === this.person) return;
    this.person = voice;
    this.nudges?.clear(); // what is said of one's words is not for the other
    this.#tools.forget();
    this.show();
  }

  /** Goes on with another copy of this worksheet. @param {string} copy its id */
  async open(copy) {
    this.#address(copy);
    await this.#change(this.#keeper(copy));
  }

  /** Shows answers that are only looked at, and not kept; `open` ends it. @param {Answers} given */
  async visit(given) {
    await this.#change(this.#keeper(null, given));
  }

  /** @param {Autosave} keeper */
  async #change(keeper) {
    await this.autosave?.close();
    this.#long.clear();
    this.person = 1;
    this.autosave = keeper;
    this.show(); // what is written while the other one comes belongs to that one
    this.nudges?.clear();
    this.#tools.forget();
    await this.#load();
  }

  /** Has a reload show the same copy again. @param {string} copy */
  #address(copy) {
    const address = new URL(location.href);
    address.searchParams.set("copy", copy);
    history.replaceState(history.state, "", address);
  }

  /**
   * @param {string | null} copy
   * @param {Answers} [given]
   * @returns {Autosave}
   */
  #keeper(copy, given) {
    const { sheet: id = "", version = 1, formerly = "{}" } = this.form?.dataset ?? {};
    const progress = () => this.live?.progress(this.autosave?.answers ?? {});
    const key = (/** @type {string} */ name, /** @type {Answers} */ kept) => answerKey(name, personOf(kept));
    const sheet = {
      id,
      version: Number(version),
      copy,
      given,
      progress,
      key,
      moves: applyRenames(JSON.parse(formerly)),
    };
    return new Autosave(sheet, (state) => this.#say(state), () => this.#refresh());
  }

  /** The keys are forgotten: nothing of a locked copy stays in view, nor in a dialog that would freeze the page. */
  #lockUp() {
    if (!this.autosave?.lock) return;
    for (const dialog of this.page.querySelectorAll("dialog")) dialog.close();
    this.#tools.forget();
    this.autosave.lockUp();
  }

  /** The answers have changed from elsewhere. */
  #refresh() {
    this.person = personOf(this.autosave?.answers ?? {});
    this.show();
  }

  #listen() {
    this.listen(document, "input", (event) => this.#written(event));
    this.listen(document, "visibilitychange", () => document.hidden && this.autosave?.leave());
    this.listen(document, CHOICE_EVENT, () => this.#follow());
    this.listen(window, "pagehide", () => this.autosave?.leave());
    this.listen(window, "pageshow", (event) => event.persisted && this.#load());
    this.listen(window, "beforeprint", () => this.#follow());
    this.listen(window, "afterprint", printAll);
    this.listen(this, "focusin", () => this.#tools.offer());
    this.listen(document, LOCKED_EVENT, () => this.#lockUp());
    this.listen(document, ERASED_EVENT, () => this.#tools.forget());
    this.press((what) => this.#tools.do(what));
  }

  async #load() {
    await this.autosave?.load();
    if (!this.isConnected || !this.form) return;
    // Of two who take turns, the second must not see for a moment what the first wrote.
    this.person = personOf(this.autosave?.answers ?? {});
    this.form.dataset.ready = "yes";
    this.show();
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
      this.#say("long");
      return;
    }
    this.autosave?.set(key, answer);
    this.live?.print(control);
    if (all.length > 1 && control.type === "text") writeControls(all, answer);
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
    this.#announce(ANSWERS_EVENT);
  }

  /** @param {string} event */
  #announce(event) {
    this.form?.dispatchEvent(new CustomEvent(event, { bubbles: true }));
  }

  async #clear() {
    const had = await this.autosave?.clear();
    if (!had) return undefined;
    this.nudges?.clear();
    this.person = 1;
    this.show();
    return had;
  }

  /** @param {import("../core/sheet-api.js").Copy} had */
  async #restore(had) {
    await this.autosave?.restore(had);
    this.#load();
  }

  /** @param {import("../storage/autosave.js").State | "long"} state what has become of the answers */
  #say(state) {
    const { copy, lock, shut = false } = this.autosave ?? {};
    if (state === "saved" && this.#long.size) state = "long";
    if (state === "forked" && copy) this.#address(copy);
    this.page.toggleAttribute("data-locked", shut);
    this.dataset.lock = shut ? "shut" : lock ? "open" : "";
    const status = this.require(".rr-status");
    setText(status, status.dataset[state]);
    const failed = ["failed", "uncleared", "full", "long", "newer"].includes(state);
    status.classList.toggle("rr-status-failed", failed);
    this.control("take-over").hidden = state !== "reading";
    this.control("rescue").hidden = !failed;
    if (failed) this.#tools.prepare();
    this.#announce(KEPT_EVENT);
    if (state === "saved" && !this.autosave?.sheet.given) this.#tools.safe();
  }
}
