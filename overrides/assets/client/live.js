// What follows from the answers while the reader writes: names in labels, questions that no longer apply, what prints.

import { audience } from "./audience.js";
import { longDate } from "./answers.js";
import { controls, spoken } from "./spoken.js";

/** @typedef {import("./store.js").Answers} Answers */

/** The parts of a page that follow the answers. They are looked up once, since looking is slow in a long sheet. */
export class Live {
  /** @param {Element} page */
  constructor(page) {
    this.page = page;
    /** @type {Map<string, HTMLElement>} */
    this.fields = new Map(find(page, ".rr-field").map((field) => [field.dataset.key ?? "", field]));
    this.conditions = find(page, "[data-when]");
    this.pipes = find(page, "[data-pipe]");
    /** @type {Map<string, HTMLElement[]>} */
    this.twins = Map.groupBy(find(page, "[data-twin]"), (twin) => twin.dataset.twin ?? "");
  }

  /**
   * Brings what is printed in step with one answer.
   * @param {string} name
   * @param {string | string[] | undefined} answer
   * @param {string} type of the answer's control
   */
  print(name, answer, type) {
    const words = [answer ?? ""].flat().join("\n");
    for (const twin of this.twins.get(name) ?? []) {
      twin.textContent = words && type === "date" ? longDate(words) : words;
    }
  }

  /** Brings all else in step. @param {Answers} answers */
  update(answers) {
    for (const element of this.conditions) this.#decide(element, answers);
    for (const pipe of this.pipes) {
      const words = this.#said(pipe.dataset.pipe ?? "", answers) || pipe.dataset.empty || "";
      if (pipe.textContent !== words) pipe.textContent = words;
    }
  }

  /** The questions that are asked as things stand, in order. */
  get asked() {
    return [...this.fields.values()].filter((field) => field.checkVisibility() && controls(field).length);
  }

  /** How far the reader has come. @param {Answers} answers */
  progress(answers) {
    const given = new Set(Object.keys(answers).map((name) => name.replace(/~2$/, "")));
    const asked = [...this.fields.values()].filter((field) => !field.closest("[data-off]") && controls(field).length);
    const done = asked.filter((field) => controls(field).some((control) => given.has(control.name)));
    return { done: done.length, of: asked.length };
  }

  /**
   * Shows a question, or a section with its heading, only where its condition holds.
   * @param {HTMLElement} element
   * @param {Answers} answers
   */
  #decide(element, answers) {
    const { when = "", is = "" } = element.dataset;
    const unasked = this.fields.get(when)?.closest("[data-off]");
    const given = unasked ? [] : [answers[when] ?? this.#said(when, answers)].flat().filter(Boolean);
    const holds = is ? is.split(" ").some((option) => given.includes(option)) : given.length > 0;
    element.toggleAttribute("data-off", !holds);
    if (!element.classList.contains("rr-fields")) return;
    const heading = element.previousElementSibling;
    heading?.toggleAttribute("data-off", !holds);
    const entry = document.querySelector(`.md-nav a[href$="#${heading?.id}"]`);
    entry?.parentElement?.toggleAttribute("data-off", !holds);
  }

  /**
   * @param {string} name
   * @param {Answers} answers
   */
  #said(name, answers) {
    const field = this.fields.get(name);
    if (field) return field.closest("[data-off]") ? "" : spoken(field, audience() || "couple");
    return [answers[name] ?? ""].flat().join(" ").trim();
  }
}

/**
 * @param {Element} page
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function find(page, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(selector))];
}
