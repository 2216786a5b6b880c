// The answers on one page, to look over, change, share or print. For two people, side by side.

import { interpolate } from "../core/text.js";
import { Component, createElement } from "../core/component.js";
import { connectShareButtons } from "../core/share.js";
import { ANSWERS_EVENT, CHOICE_EVENT, GO_EVENT, LOCKED_EVENT, ROOM_EVENT } from "../core/events.js";
import { REVIEW_FRAGMENT, TOP_FRAGMENT } from "../core/fragments.js";

/** @typedef {import("./answer-summary.js").Item} Item */

/** The review; its address ends in #rr-answers, so that the browser's Back leads to the sheet. */
export default class ReviewElement extends Component {
  /** What is shown. @type {Item[]} */
  #items = [];
  /** What puts answers into words, once somebody wants to look them over. @type {import("./answer-summary.js") | undefined} */
  #summary;
  /** What finds and marks what is wrong, once somebody has asked. @type {import("../fields/validation.js") | undefined} */
  #checks;
  /** Whether the sheet and all its parts have come alive. */
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

  /** Other answers are coming: what was wrong with these is not said of those. */
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
    showFaults(
      this.require(".rr-errors ul"),
      found,
      ({ field, kind, values }) => interpolate(this.dataset[kind], { label: this.#labelOf(field), ...values }),
    );
    summary.hidden = !found.length;
    if (found.length) summary.focus();
    else this.#go(REVIEW_FRAGMENT);
  }

  /** A question that is being answered again is not wrong any more. @param {Element} control */
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

  /** @param {HTMLElement} field */
  #labelOf({ dataset: { key = "" } }) {
    const { questions, answers } = this.sheet;
    const question = questions.all.get(key);
    return question ? questions.label(question, answers) : "";
  }

  async #show() {
    this.#summary ??= await import("./answer-summary.js");
    if (location.hash !== REVIEW_FRAGMENT) return; // the reader has gone on
    this.#items = this.#summary.collectAnswers(this.sheet);
    this.require("[data-list]").replaceChildren(...this.#lists(this.#summary.groupBySection(this.#items)));
    this.require(".rr-errors").hidden = true;
    this.require(".rr-answers").hidden = false;
    this.page.dataset.view = "review";
    const heading = this.require("h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  /** @param {ReturnType<import("./answer-summary.js").groupBySection>} sections */
  #lists(sections) {
    return sections.flatMap(({ title, items }) => {
      const list = createElement("dl", { className: "rr-review-list" }, ...items.map((item) => this.#item(item)));
      return title ? [createElement("h3", {}, title), list] : [list];
    });
  }

  /** @param {Item} item */
  #item({ label, summaries }) {
    const answers = summaries.map(({ who, person, text, target }) => {
      const answer = createElement("dd", {});
      if (who) answer.append(createElement("span", { className: "rr-review-who" }, who));
      const className = text ? "rr-review-text" : "rr-review-none";
      const more = createElement("span", { className: "rr-aural" }, ` ${label} ${who}`);
      const link = createElement("a", { href: `#${target}`, className: "rr-screen" }, this.dataset.change ?? "", more);
      Object.assign(link.dataset, { do: "change", person });
      answer.append(createElement("span", { className }, text || this.dataset.unanswered || ""), link);
      return answer;
    });
    const className = summaries.length > 1 ? "rr-review-item rr-review-two" : "rr-review-item";
    return createElement("div", { className }, createElement("dt", {}, label), ...answers);
  }
}
