// The answers on one page, to look over, change, share or print. For two people, side by side.

import { Component } from "../core/component.js";
import { connectShareButtons } from "../core/share.js";
import { ANSWERS_EVENT, CHOICE_EVENT, GO_EVENT, LOCKED_EVENT, ROOM_EVENT } from "../core/events.js";
import { REVIEW_FRAGMENT, TOP_FRAGMENT } from "../core/fragments.js";

/** @typedef {import("./answer-summary.js").Item} Item */

/** The review; its address ends in #rr-answers, so that the browser's Back leads to the sheet. */
export default class ReviewElement extends Component {
  /** What is shown. @type {Item[]} */
  #items = [];
  /** Loaded when the review is first opened. @type {import("./answer-summary.js") | undefined} */
  #summary;
  /** Loaded at the first check. @type {import("../fields/validation.js") | undefined} */
  #checks;
  /** Whether the sheet and all elements that hold answers are defined. */
  #started = false;

  connectedCallback() {
    this.listen(window, "hashchange", () => this.#open !== (location.hash === REVIEW_FRAGMENT) && this.#follow());
    this.listen(document, ANSWERS_EVENT, () => this.#loaded());
    this.listen(document, ROOM_EVENT, () => this.#forget());
    this.listen(document, CHOICE_EVENT, () => this.#open && this.#show());
    this.listen(document, LOCKED_EVENT, () => this.#empty());
    this.listen(document, "input", ({ target }) => this.#mend(target));
    this.listen(document, GO_EVENT, ({ detail }) => this.#go(detail));
    this.press((what, button, event) => this.#do(what, button, event));
    const outputs = this.find(".rr-outputs");
    if (outputs) {
      connectShareButtons(
        outputs,
        (markdown) => /** @type {import("./answer-summary.js")} */ (this.#summary).composeText(this.#items, markdown),
      );
    }
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    delete this.page.dataset.view;
  }

  get #open() {
    return this.page.dataset.view === "review";
  }

  #loaded() {
    const late = document.querySelector("rr-rows:not(:defined), rr-turn-taking:not(:defined)");
    if (this.#started || late || !this.findSheet()?.form?.dataset.ready) return;
    this.#started = true;
    this.hidden = false;
    if (location.hash === REVIEW_FRAGMENT) this.#follow();
  }

  /** Other answers are loaded: the faults of the previous ones are removed. */
  #forget() {
    this.#checks?.clearFaults(this.page);
    this.require(".rr-errors").hidden = true;
  }

  /** Keys are forgotten: what was looked over goes too. */
  #empty() {
    this.#items = [];
    this.require("[data-list]").replaceChildren();
    if (this.#open) this.#go(TOP_FRAGMENT);
  }

  /**
   * @param {string} what
   * @param {HTMLElement} button or a link
   * @param {Event} event
   */
  #do(what, button, event) {
    if (what === "check") this.#check();
    if (what === "anyway") this.#go(REVIEW_FRAGMENT);
    if (what === "back") this.#go(TOP_FRAGMENT);
    if (what === "print-answers") print();
    if (!(button instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would fetch the page anew
    this.sheet.setPerson(Number(button.dataset.person ?? this.sheet.person));
    this.#go(button.hash);
  }

  /** Goes to a place on this page. @param {string} hash */
  #go(hash) {
    history.pushState(null, "", hash);
    this.#follow();
  }

  async #check() {
    const { validate, showFaults } = this.#checks ??= await import("../fields/validation.js");
    this.#forget();
    const found = validate(this.sheet.live?.asked ?? []);
    const summary = this.require(".rr-errors");
    showFaults(this.require(".rr-errors ul"), found, this.sheet, this.dataset);
    summary.hidden = !found.length;
    if (found.length) summary.focus();
    else this.#go(REVIEW_FRAGMENT);
  }

  /** The fault of a question is removed as soon as it is answered again. @param {Element} control */
  #mend(control) {
    const field = control.closest?.(".rr-field");
    if (field?.querySelector(".rr-error")) this.#checks?.clearFaults(field);
  }

  /** Shows the review, or a place of the sheet, as the address says. */
  #follow() {
    const { hash } = location;
    const wanted = hash === REVIEW_FRAGMENT;
    if (wanted && !this.#open) this.#show();
    if (wanted) return;
    delete this.page.dataset.view;
    this.require(".rr-answers").hidden = true;
    const target = document.getElementById(hash.slice(1));
    const control = target?.matches("[name]") ? target : target?.querySelector("[name]:not([type=hidden])");
    const next = /** @type {HTMLElement} */ (control ?? this.control("check"));
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  async #show() {
    this.#summary ??= await import("./answer-summary.js");
    if (location.hash !== REVIEW_FRAGMENT) return; // the reader has gone on
    this.#items = this.#summary.collectAnswers(this.sheet);
    const { change = "", unanswered = "" } = this.dataset;
    this.require("[data-list]").replaceChildren(...this.#summary.answerLists(this.#items, { change, unanswered }));
    this.require(".rr-errors").hidden = true;
    this.require(".rr-answers").hidden = false;
    this.page.dataset.view = "review";
    const heading = this.require("h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }
}
