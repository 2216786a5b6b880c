// What the reader can do with a whole sheet: print it or one section, as it stands or blank, and start over.

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/** The buttons of one sheet. */
export class Toolbar {
  /** What Undo restores. @type {Copy | undefined} */
  #had;

  /**
   * @param {import("../core/component.js").Component} element holds the buttons
   * @param {() => Promise<Copy | undefined>} clear asked to start over; gives what was there, if that went well
   * @param {(had: Copy) => Promise<void>} restore asked to bring it back
   */
  constructor(element, clear, restore) {
    this.element = element;
    this.clear = clear;
    this.restore = restore;
  }

  /** @param {string} what was pressed */
  do(what) {
    const dialog = this.element.querySelector("dialog");
    if (what.startsWith("print")) this.#print(what);
    if (what === "ask-clear") dialog?.showModal();
    if (what === "keep" || what === "clear") dialog?.close();
    if (what === "clear") this.#clear();
    if (what === "undo-clear") this.#undo();
    if (what === "take-over") this.element.sheet.autosave?.take();
    if (what === "rescue") this.#rescue();
  }

  /** Something was saved: now it is worth asking the browser to keep it. */
  async safe() {
    const { requestPersistence } = await import("../storage/persistence.js");
    requestPersistence(this.element.require(".rr-remind"));
  }

  /** Preloads what saves a file, in case the connection is lost as well. */
  prepare() {
    import("../storage/file-export.js").then(({ answerFileText }) => answerFileText([])).catch(console.warn);
  }

  /** Saves what stands on the page as a file, whether or not this browser has it. */
  async #rescue() {
    const { autosave } = this.element.sheet;
    if (!autosave) return;
    const { saveFile } = await import("../storage/file-export.js");
    await saveFile([await autosave.whole()]);
  }

  /** Offers to print those sections that are shown as things stand. */
  offer() {
    for (const option of this.element.querySelectorAll("option")) {
      const heading = document.getElementById(option.value);
      option.hidden = option.disabled = Boolean(heading && !heading.checkVisibility());
      if (option.hidden) option.selected = false;
    }
  }

  /** Undo is no longer possible. */
  forget() {
    this.#had = undefined;
    this.element.control("undo-clear").hidden = true;
  }

  /** @param {string} what was pressed */
  #print(what) {
    printAll();
    this.offer();
    document.documentElement.dataset.print = what.slice(6);
    const section = this.element.findControl("section")?.value;
    if (section) document.getElementById(section)?.toggleAttribute("data-only");
    print();
  }

  async #clear() {
    this.#had = await this.clear();
    if (!this.#had) return;
    this.element.control("undo-clear").hidden = false;
    this.element.control("undo-clear").focus();
  }

  async #undo() {
    if (this.#had) await this.restore(this.#had);
    this.forget();
    this.element.control("ask-clear").focus();
  }
}

/** From now on the whole sheet is printed, with its answers; not every browser says when it has printed. */
export function printAll() {
  delete document.documentElement.dataset.print;
  document.querySelector("[data-only]")?.removeAttribute("data-only");
}
