// What the parts of a page have in common: they listen while they stand there, and find what they work with.

import { ANSWERS_EVENT } from "./events.js";

/** A part of a page. */
export class Component extends HTMLElement {
  #stop = new AbortController();

  disconnectedCallback() {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /**
   * Listens for as long as this part stands in the page.
   * @param {EventTarget} target
   * @param {string} types of events, with spaces between them
   * @param {(event: any) => unknown} then
   */
  listen(target, types, then) {
    for (const type of types.split(" ")) target.addEventListener(type, then, { signal: this.#stop.signal });
  }

  /** Does something now, and again with every new answer. @param {() => unknown} then */
  follow(then) {
    this.listen(document, ANSWERS_EVENT, then);
    then();
  }

  /**
   * Listens for presses of its buttons and links, which say what they do.
   * @param {(what: string, button: HTMLElement, event: Event) => unknown} then
   */
  press(then) {
    this.listen(this, "click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) then(button.dataset.do, button, event);
    });
  }

  /** The sheet it serves, once that has come alive. */
  get sheet() {
    return /** @type {import("../worksheet/sheet.js").default} */ (document.querySelector("rr-sheet"));
  }

  /** The page it stands in, without the site around it. */
  get page() {
    return /** @type {HTMLElement} */ (this.closest(".rr-page") ?? document.body);
  }

  /** @param {string} selector @returns {HTMLElement} the first such element in it */
  one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** @param {string} what it does @returns {HTMLInputElement} or a button, or a list to choose from */
  control(what) {
    return /** @type {HTMLInputElement} */ (this.one(`[data-do=${what}]`));
  }

  /** @param {string} selector @returns {HTMLElement[]} every such element in it */
  all(selector) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(selector))];
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {(Node | string)[]} inside
 * @returns {HTMLElementTagNameMap[Name]} a new element
 */
export function createElement(name, properties, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

/** Waits until a sheet has its answers. @param {HTMLElement} form */
export async function whenAnswersReady(form) {
  if (!form.dataset.ready) await new Promise((then) => document.addEventListener(ANSWERS_EVENT, then, { once: true }));
}
