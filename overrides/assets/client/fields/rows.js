// Rows of the same few questions: the reader adds and removes some, and those with answers come back.

import { interpolate } from "../core/text.js";
import { clearFaults } from "./clear-faults.js";
import { Component } from "../core/component.js";
import { ANSWERS_EVENT, ROOM_EVENT } from "../core/events.js";
import { MOST_ROWS } from "./answer-text.js";

/** The rows of one field; their answers are named by the field, the row's number and the column. */
export default class RowsElement extends Component {
  #prefix = "";
  /** The copy the rows belong to. @type {string | null | undefined} */
  #copy;
  /** Whether the sheet had answers. */
  #had = false;
  /** The row removed last, and the one it stood before. @type {(Element | undefined)[]} */
  #removed = [];

  connectedCallback() {
    customElements.whenDefined("rr-sheet").then(() => this.isConnected && this.#begin());
  }

  #begin() {
    this.#prefix = `${/** @type {HTMLElement} */ (this.closest(".rr-field")).dataset.key}--`;
    this.press((what, button) => this.#do(what, button));
    this.listen(document, ROOM_EVENT, () => this.#room());
    this.listen(document, ANSWERS_EVENT, () => this.#follow());
    this.control("add-row").hidden = false;
    this.sheet.show(); // it may have had its answers before this was here
  }

  /**
   * @param {string} what
   * @param {HTMLElement} button
   */
  #do(what, button) {
    if (what === "add-row") this.#add();
    if (what === "remove-row") this.#remove(button.closest(".rr-row"));
    if (what === "undo-row") this.#undo();
  }

  get #rows() {
    return this.all(".rr-row");
  }

  /** Adds rows until every answer has one; a copy that was not shown before starts with the default number. */
  #room() {
    const { answers, autosave } = this.sheet;
    const names = Object.keys(answers);
    const numbers = names.map((name) => name.startsWith(this.#prefix) && parseInt(name.slice(this.#prefix.length)));
    const fresh = autosave?.copy !== this.#copy || (this.#had && !names.length);
    this.#copy = autosave?.copy;
    if (fresh) this.#forget();
    this.#resize(Math.max(fresh ? Number(this.dataset.rows) : this.#rows.length, ...numbers.map((one) => one || 0)));
  }

  /** @param {number} count how many rows there shall be */
  #resize(count) {
    const rows = this.#rows;
    clearFaults(this);
    while (rows.length > count) rows.pop()?.remove();
    for (let last = rows[rows.length - 1]; rows.length < Math.min(count, MOST_ROWS); rows.push(last)) {
      last.after(last = /** @type {HTMLElement} */ (last.cloneNode(true)));
      for (const one of last.querySelectorAll(".rr-cell")) one.removeAttribute("id");
      for (const one of last.querySelectorAll(".rr-twin, .rr-error")) one.textContent = "";
      for (const one of inputs(last)) one.value = "";
    }
    this.#number();
  }

  /** Gives every row the names that go with its place. */
  #number() {
    const rows = this.#rows;
    for (const [at, row] of rows.entries()) {
      row.toggleAttribute("data-added", at >= Number(this.dataset.rows));
      for (const one of row.querySelectorAll("*")) {
        for (const { name, value } of one.attributes) {
          const [before, after] = value.split(this.#prefix);
          if (after) one.setAttribute(name, before + this.#prefix + after.replace(/^\d+/, `${at + 1}`));
        }
        if (one.matches(".rr-row-number")) one.textContent = `${at + 1}`;
        if (one.matches("button")) one.toggleAttribute("hidden", rows.length < 2);
      }
    }
    this.control("add-row").toggleAttribute("disabled", rows.length >= MOST_ROWS);
    this.sheet.index();
  }

  #add() {
    this.#forget();
    this.#resize(this.#rows.length + 1);
    const rows = this.#rows;
    if (rows.length >= MOST_ROWS) this.#say(this.dataset.most);
    inputs(rows[rows.length - 1])[0].focus();
  }

  /** @param {Element | null} row */
  #remove(row) {
    if (!row) return;
    this.#removed = [row, row.nextElementSibling ?? undefined];
    this.#say(interpolate(this.dataset.removed, { row: row.querySelector("legend")?.textContent ?? "" }));
    row.remove();
    this.#keep();
    this.control("undo-row").hidden = false;
    this.control("undo-row").focus();
  }

  #undo() {
    const [row, next] = this.#removed;
    if (!row) return;
    next?.before(row);
    this.#keep();
    this.#forget();
    inputs(row)[0].focus();
  }

  /** Keeps the answers as they now stand in the rows. */
  #keep() {
    this.#number();
    this.#had = false; // no answers left is not the same as cleared
    const old = Object.keys(this.sheet.answers).filter((name) => name.startsWith(this.#prefix));
    const now = this.#rows.flatMap(inputs).map(({ name, value }) => [name, value || undefined]);
    this.sheet.change({ ...Object.fromEntries(old.map((name) => [name, undefined])), ...Object.fromEntries(now) });
  }

  /** What was removed cannot be brought back any more. */
  #forget() {
    this.#removed = [];
    this.control("undo-row").hidden = true;
    this.#say();
  }

  #follow() {
    this.#had = Object.keys(this.sheet.answers).length > 0;
  }

  /** @param {string} [words] */
  #say(words = "") {
    this.require(".rr-status").textContent = words;
  }
}

/**
 * @param {Element} row
 * @returns {HTMLInputElement[]} its controls
 */
function inputs(row) {
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll(".rr-input"))];
}
