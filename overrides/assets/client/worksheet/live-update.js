// Updates the page while the reader writes: answers inside labels, questions that no longer apply, printed values.

import { controlsOf, written } from "../core/controls.js";
import { setText } from "../core/text.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */

/** The parts of a page that depend on answers. They are queried once, since that is slow in a long sheet. */
export class LiveUpdate {
  /**
   * @param {Element} page
   * @param {import("../fields/questions.js").Questions} questions
   */
  constructor(page, questions) {
    this.page = page;
    this.questions = questions;
    /** @type {Map<string, HTMLElement>} */
    this.fields = new Map(find(page, ".rr-field").map((field) => [field.dataset.key ?? "", field]));
    this.controls = new Map([...this.fields.values()].map((field) => [field, controlsOf(field)]));
    this.conditions = find(page, "[data-when]");
    /** What goes with a section: its heading, and its line in the contents of the page. */
    this.parts = new Map(this.conditions.map((section) => [section, partsOf(section)]));
    this.pipes = find(page, "[data-pipe]");
    /** @type {Map<string, HTMLElement[]>} */
    this.twins = Map.groupBy(find(page, "[data-twin]"), (twin) => twin.dataset.twin ?? "");
  }

  /** Copies a control's value to the element that is printed in its place. @param {import("../core/controls.js").Control} control */
  print(control) {
    const words = written(control);
    for (const twin of this.twins.get(control.name) ?? []) {
      // A new text node would make the browser look through all its rules about what is inside of what.
      if (words && twin.firstChild instanceof Text) twin.firstChild.data = words;
      else setText(twin, words);
    }
  }

  /** Updates conditions and the answers inside labels. @param {Answers} answers */
  update(answers) {
    for (const element of this.conditions) this.#decide(element, answers);
    for (const pipe of this.pipes) {
      setText(pipe, this.questions.text(pipe.dataset.pipe ?? "", answers) || pipe.dataset.empty);
    }
  }

  /** The questions that are asked as things stand, in order. */
  get asked() {
    return [...this.fields.values()].filter((field) => field.checkVisibility() && this.controls.get(field)?.length);
  }

  /** How far the reader has come. @param {Answers} answers */
  progress(answers) {
    const given = new Set(Object.keys(answers).map((name) => name.replace(/~2$/, "")));
    const asked = [...this.controls].filter(([field, all]) => all.length && !field.closest("[data-off]"));
    const done = asked.filter(([, all]) => all.some((control) => given.has(control.name)));
    return { done: done.length, of: asked.length };
  }

  /**
   * Shows a question, or a section with its heading, only where its condition holds.
   * @param {HTMLElement} element
   * @param {Answers} answers
   */
  #decide(element, answers) {
    const { when = "", is = "" } = element.dataset;
    const holds = this.questions.holds({ field: when, is: is ? is.split(" ") : [] }, answers);
    for (const part of this.parts.get(element) ?? []) part.toggleAttribute("data-off", !holds);
  }
}

/**
 * @param {HTMLElement} element a question, or a section
 * @returns {Element[]} what is shown and hidden with it
 */
function partsOf(element) {
  const heading = element.classList.contains("rr-fields") ? element.previousElementSibling : null;
  const entries = heading ? [...document.querySelectorAll(`.md-nav a[href$="#${heading.id}"]`)] : [];
  return [element, heading, ...entries.map((entry) => entry.parentElement)].filter((part) => part instanceof Element);
}

/**
 * @param {Element} page
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function find(page, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(selector))];
}
