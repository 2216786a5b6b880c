// The answers on one page, to look over, change, share or print. For two people, side by side.

import { interpolate } from "../core/controls.js";
import { Component, createElement } from "../core/component.js";
import { connectShareButtons } from "../core/share.js";
import { words } from "../fields/answer-text.js";
import { ANSWERS_EVENT, CHOICE_EVENT, LOCKED_EVENT, ROOM_EVENT } from "../core/events.js";

/** @typedef {import("./answer-summary.js").Item} Item */

const HASH = "#rr-answers";

/** The review; its address ends in #rr-answers, so that the browser's Back leads to the sheet. */
export default class ReviewElement extends Component {
  /** What is shown. @type {Item[]} */
  #items = [];
  /** What puts answers into words, once somebody wants to look them over. @type {import("./answer-summary.js") | undefined} */
  #told;
  /** What finds and marks what is wrong, once somebody has asked. @type {import("../fields/validation.js") | undefined} */
  #checks;
  #busy = false;
  /** Whether the sheet and all its parts have come alive. */
  #started = false;

  connectedCallback() {
    this.listen(window, "hashchange", () => this.#open !== (location.hash === HASH) && this.#follow());
    this.listen(document, ANSWERS_EVENT, () => this.#loaded());
    this.listen(document, ROOM_EVENT, () => this.#forget());
    this.listen(document, CHOICE_EVENT, () => this.#open && this.#show());
    this.listen(document, LOCKED_EVENT, () => this.#empty());
    this.listen(document, "input", ({ target }) => this.#mend(target));
    this.press((what, button, event) => this.#do(what, button, event));
    const outputs = this.one(".rr-outputs");
    if (outputs) {
      connectShareButtons(
        outputs,
        (markdown) => /** @type {import("./answer-summary.js")} */ (this.#told).composeText(this.#items, markdown),
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
    const late = document.querySelector("rr-rows:not(:defined), rr-pass:not(:defined)");
    if (this.#started || late || !this.sheet.form?.dataset.ready) return;
    this.#started = true;
    this.hidden = false;
    if (location.hash === HASH) this.#follow();
  }

  /** Other answers are coming: what was wrong with these is not said of those. */
  #forget() {
    if (this.#busy) return;
    this.#checks?.clearFaults(this.page);
    this.one(".rr-errors").hidden = true;
  }

  /** Keys are forgotten: what was looked over goes too. */
  #empty() {
    this.#items = [];
    this.one("[data-list]").replaceChildren();
    if (this.#open) this.go("#rr-top");
  }

  /**
   * @param {string} what
   * @param {HTMLElement} button or a link
   * @param {Event} event
   */
  #do(what, button, event) {
    if (what === "check") this.#check();
    if (what === "anyway") this.go(HASH);
    if (what === "back") this.go("#rr-top");
    if (what === "print-answers") print();
    if (!(button instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would fetch the page anew
    this.sheet.setPerson(Number(button.dataset.voice ?? this.sheet.person));
    this.go(button.hash);
  }

  /** Goes to a place on this page. @param {string} hash */
  go(hash) {
    history.pushState(null, "", hash);
    this.#follow();
  }

  async #check() {
    const { validate, showFaults } = this.#checks ??= await import("../fields/validation.js");
    this.#forget();
    const found = validate(this.sheet.live?.asked ?? []);
    const summary = this.one(".rr-errors");
    showFaults(
      this.one(".rr-errors ul"),
      found,
      ({ field, kind, values }) =>
        interpolate(this.dataset[kind], { label: words(field.querySelector(".rr-label")), ...values }),
    );
    summary.hidden = !found.length;
    if (found.length) summary.focus();
    else this.go(HASH);
  }

  /** A question that is being answered again is not wrong any more. @param {Element} control */
  #mend(control) {
    const field = control.closest?.(".rr-field");
    if (field?.querySelector(".rr-error")) this.#checks?.clearFaults(field);
  }

  /** Shows the review, or a place of the sheet, as the address says. */
  #follow() {
    const { hash } = location;
    const wanted = hash === HASH;
    if (wanted && !this.#open) this.#show();
    if (wanted) return;
    delete this.page.dataset.view;
    this.one(".rr-answers").hidden = true;
    const place = document.getElementById(hash.slice(1));
    const control = place?.matches("[name]") ? place : place?.querySelector("[name]:not([type=hidden])");
    const next = /** @type {HTMLElement} */ (control ?? this.control("check"));
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  async #show() {
    this.#told ??= await import("./answer-summary.js");
    if (location.hash !== HASH) return; // the reader has gone on
    delete this.page.dataset.view; // what is hidden cannot be read
    this.#busy = true; // showing the other one's answers tells of answers too
    this.#items = this.#told.collectAnswers(this.sheet);
    this.#busy = false;
    this.one("[data-list]").replaceChildren(...this.#lists(this.#told.groupBySection(this.#items)));
    this.one(".rr-errors").hidden = true;
    this.one(".rr-answers").hidden = false;
    this.page.dataset.view = "review";
    const heading = this.one("h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  /** @param {ReturnType<import("./answer-summary.js").groupBySection>} sections */
  #lists(sections) {
    return sections.flatMap(({ title, inside }) => {
      const list = createElement("dl", { className: "rr-review-list" }, ...inside.map((item) => this.#item(item)));
      return title ? [createElement("h3", {}, title), list] : [list];
    });
  }

  /** @param {Item} item */
  #item({ label, told }) {
    const answers = told.map(({ who, voice, text, place }) => {
      const answer = createElement("dd", {});
      if (who) answer.append(createElement("span", { className: "rr-review-who" }, who));
      const className = text ? "rr-review-text" : "rr-review-none";
      const more = createElement("span", { className: "rr-aural" }, ` ${label} ${who}`);
      const link = createElement("a", { href: `#${place}`, className: "rr-screen" }, this.dataset.change ?? "", more);
      Object.assign(link.dataset, { do: "change", voice });
      answer.append(createElement("span", { className }, text || this.dataset.unanswered || ""), link);
      return answer;
    });
    const className = told.length > 1 ? "rr-review-item rr-review-two" : "rr-review-item";
    return createElement("div", { className }, createElement("dt", {}, label), ...answers);
  }
}
