// What the custom elements share: listeners that end with the element, and access to the parts it works with.

import { ANSWERS_EVENT } from "./events.js";

/** @typedef {import("./sheet-api.js").Sheet} Sheet */

/** Base class of the custom elements. */
export class Component extends HTMLElement {
  #stop = new AbortController();

  disconnectedCallback() {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /**
   * Listens for as long as this element stands in the page.
   * @param {EventTarget} target
   * @param {string} types of events, separated by spaces
   * @param {(event: any) => unknown} then
   */
  listen(target, types, then) {
    for (const type of types.split(" ")) target.addEventListener(type, then, { signal: this.#stop.signal });
  }

  /** Calls a function now, and again after every change of answers. @param {() => unknown} then */
  follow(then) {
    this.listen(document, ANSWERS_EVENT, then);
    then();
  }

  /**
   * Listens for presses of its buttons and links, whose `data-do` names an action.
   * @param {(action: string, button: HTMLElement, event: Event) => unknown} then
   */
  press(then) {
    this.listen(this, "click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) then(button.dataset.do, button, event);
    });
  }

  /** The sheet of this page; throws an Error if there is none, or it is not defined yet. */
  get sheet() {
    return present(findSheet(), this, "rr-sheet");
  }

  /** @returns {Sheet | null} the sheet of this page; null if there is none, or it is not defined yet */
  findSheet() {
    return findSheet();
  }

  /** The page it stands in, without the site around it. */
  get page() {
    return /** @type {HTMLElement} */ (this.closest(".rr-page") ?? document.body);
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @overload
   * @param {Tag} selector
   * @returns {HTMLElementTagNameMap[Tag] | null}
   */
  /**
   * @overload
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  /** @param {string} selector @returns {HTMLElement | null} the first match inside; null if absent */
  find(selector) {
    return this.querySelector(selector);
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @overload
   * @param {Tag} selector
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  /**
   * @overload
   * @param {string} selector
   * @returns {HTMLElement}
   */
  /** @param {string} selector @returns {HTMLElement} the first match inside; throws an Error that names it if absent */
  require(selector) {
    return present(this.find(selector), this, selector);
  }

  /** @param {string} action @returns {HTMLInputElement | null} the button, input or select of an action; null if absent */
  findControl(action) {
    return this.querySelector(`[data-do=${action}]`);
  }

  /** @param {string} action @returns {HTMLInputElement} the same; throws an Error that names it if absent */
  control(action) {
    return present(this.findControl(action), this, action);
  }

  /** @param {string} selector @returns {HTMLElement[]} all matches inside */
  all(selector) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(selector))];
  }
}

/** @returns {Sheet | null} the sheet of this page; null if there is none, or it is not defined yet */
export function findSheet() {
  return document.querySelector("rr-sheet:defined");
}

/**
 * @template Part
 * @param {Part | null} part
 * @param {Element} owner
 * @param {string} name
 * @returns {Part} the part; throws an Error that says what is missing where
 */
export function present(part, owner, name) {
  if (!part) throw new Error(`${owner.localName} has no ${name}`);
  return part;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]} a new element
 */
export function createElement(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Waits until a sheet has its answers. @param {HTMLElement} form */
export async function whenAnswersReady(form) {
  if (!form.dataset.ready) await new Promise((then) => document.addEventListener(ANSWERS_EVENT, then, { once: true }));
}
