// The copies of a worksheet that its sheet shows one after the other: opened, loaded, locked, cleared and brought back.

import { Autosave } from "../storage/autosave.js";
import { answerKey, personOf } from "../storage/participants.js";
import { applyRenames } from "../storage/renames.js";

/**
 * @typedef {import("../core/sheet-api.js").Answers} Answers
 * @typedef {import("../core/sheet-api.js").Copy} Copy
 * @typedef {import("../storage/autosave.js").State | "long"} SheetState
 */

/** Which copy a sheet shows, and what becomes of it. */
export class SheetCopies {
  /** @type {Autosave | undefined} */
  autosave;

  /** @param {import("./sheet.js").default} sheet */
  constructor(sheet) {
    this.sheet = sheet;
  }

  /** @param {string | null} copy the id of the first copy to show; null for the one saved last */
  begin(copy) {
    return this.autosave = this.#autosaveOf(copy);
  }

  /** @param {string} copy its id */
  async open(copy) {
    this.#rememberInAddress(copy);
    await this.#change(this.#autosaveOf(copy));
  }

  /** @param {Answers} given answers that are only looked at, and never saved */
  async visit(given) {
    await this.#change(this.#autosaveOf(null, given));
  }

  /** Reads what is saved, and puts it into the page. */
  async load() {
    const { sheet } = this;
    await this.autosave?.load();
    if (!sheet.isConnected || !sheet.form) return;
    sheet.form.dataset.ready = "yes";
    this.#refresh();
  }

  /** @returns {Promise<Copy | undefined>} what was there; undefined if it could not be cleared */
  async clear() {
    const { sheet } = this;
    const had = await this.autosave?.clear();
    if (!had) return undefined;
    sheet.nudges?.clear();
    sheet.person = 1;
    sheet.show();
    return had;
  }

  /** @param {Copy} had what `clear` returned */
  async restore(had) {
    await this.autosave?.restore(had);
    this.load();
  }

  /** The keys are forgotten: nothing of a locked copy stays in view, nor in a dialog that would freeze the page. */
  lockUp() {
    if (!this.autosave?.lock) return;
    for (const dialog of this.sheet.page.querySelectorAll("dialog")) dialog.close();
    this.sheet.forgetUndo();
    this.autosave.lockUp();
  }

  /** The page is left. */
  leave() {
    const { autosave } = this;
    autosave?.close().then(async () => autosave.lock && (await import("../storage/key-cache.js")).forgetKeys());
  }

  /** @param {SheetState} state what has become of the answers */
  report(state) {
    const { sheet, autosave: { copy, lock, shut = false } = {} } = this;
    if (state === "forked" && copy) this.#rememberInAddress(copy);
    sheet.page.toggleAttribute("data-locked", shut);
    sheet.dataset.lock = shut ? "shut" : lock ? "open" : "";
    sheet.showState(state === "saved" && sheet.tooLong ? "long" : state);
  }

  /** @param {Autosave} autosave */
  async #change(autosave) {
    await this.autosave?.close();
    this.sheet.forget();
    this.autosave = autosave;
    this.sheet.show(); // what is written while the other copy is loaded belongs to that one
    await this.load();
  }

  /** The answers have changed from elsewhere. */
  #refresh() {
    // Of two who take turns, the second must not see for a moment what the first wrote.
    this.sheet.person = personOf(this.autosave?.answers ?? {});
    this.sheet.show();
  }

  /** Has a reload show the same copy again. @param {string} copy */
  #rememberInAddress(copy) {
    const address = new URL(location.href);
    address.searchParams.set("copy", copy);
    history.replaceState(history.state, "", address);
  }

  /**
   * @param {string | null} copy
   * @param {Answers} [given]
   */
  #autosaveOf(copy, given) {
    const { sheet: id = "", version = 1, formerly = "{}" } = this.sheet.form?.dataset ?? {};
    const worksheet = {
      id,
      version: Number(version),
      copy,
      given,
      progress: () => this.sheet.live?.progress(this.autosave?.answers ?? {}),
      key: (/** @type {string} */ name, /** @type {Answers} */ kept) => answerKey(name, personOf(kept)),
      moves: applyRenames(JSON.parse(formerly)),
    };
    return new Autosave(worksheet, (state) => this.report(state), () => this.#refresh());
  }
}
