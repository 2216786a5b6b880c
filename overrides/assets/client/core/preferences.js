// What the reader chooses once for the whole site, and this device remembers: for whom it is shown, the size of paper,
// whether notes for facilitators are seen.
// <html> says what is chosen, and the stylesheets do the rest; page/early.js sets it before the page is drawn.

import { CHOICE_EVENT } from "./events.js";

/** @returns {string} for whom the guide is shown, "couple" or "business"; an empty text for both */
export function audience() {
  return document.documentElement.dataset.for ?? "";
}

/** Shows both audiences where the address points at something that the choice hides; goes on from an old address. */
export function revealTarget() {
  const target = /** @type {HTMLElement?} */ (
    document.querySelector(":target") ?? document.getElementById(location.hash.slice(1))
  );
  const now = (target ?? /** @type {HTMLElement?} */ (document.querySelector(".rr-stub")))?.dataset.now;
  if (now) import("./redirect.js").then(({ followRedirect }) => followRedirect(now));
  const only = target?.closest("[data-audience]")?.getAttribute("data-audience");
  if (!target || !only || !audience() || only === audience()) return;
  show("for", "");
  target.scrollIntoView();
}

/**
 * Shows the page as chosen, and dispatches CHOICE_EVENT.
 * @param {string} place where <html> says it
 * @param {string} value an empty text for no choice
 */
export function show(place, value) {
  const { dataset } = document.documentElement;
  if (value) dataset[place] = value;
  else delete dataset[place];
  document.dispatchEvent(new CustomEvent(CHOICE_EVENT));
}

/** A choice; its markup holds native radio buttons, or one button, called as it is remembered. */
export default class PreferencesElement extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.#match();
    this.addEventListener("change", this);
    this.querySelector("button")?.addEventListener("click", this);
    document.addEventListener(CHOICE_EVENT, this);
  }

  disconnectedCallback() {
    document.removeEventListener(CHOICE_EVENT, this);
  }

  get #place() {
    return this.dataset.place ?? "";
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === CHOICE_EVENT) return this.#match();
    const { name, value } = /** @type {HTMLInputElement | HTMLButtonElement} */ (event.target);
    const address = new URL(location.href);
    address.searchParams.delete(this.#place); // else the address would overrule the choice at the next visit
    history.replaceState(history.state, "", address);
    try {
      localStorage.setItem(name, value);
    } catch {
      // Storage is blocked: the choice holds until the page is left.
    }
    show(this.#place, value);
    if (event.type !== "click") return;
    const top = document.querySelector("h1"); // the button is gone now
    top?.setAttribute("tabindex", "-1");
    top?.focus();
    const said = document.querySelector(".rr-exit-say");
    if (said) said.textContent = this.dataset.gone ?? "";
  }

  #match() {
    const value = document.documentElement.dataset[this.#place] ?? "";
    for (const radio of this.querySelectorAll("input")) radio.checked = radio.value === value;
  }
}
