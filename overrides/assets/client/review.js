// The answers on one page, to look over, change, share or print. For two people, side by side.

import { audience } from "./audience.js";
import { fill, isoDay, longDate } from "./answers.js";
import { faults, mark, unmark } from "./check.js";
import { connect } from "./outputs.js";
import { spoken, words } from "./spoken.js";

/** @typedef {import("./sheet.js").default} Sheet */
/**
 * @typedef {object} Told One person's answer to one question.
 * @property {string} who the person's name, or an empty text
 * @property {number} voice whose sheet it stands on
 * @property {string} text
 * @property {string} place the id of the field
 * @typedef {{home: Element | null, label: string, told: Told[]}} Item Its home is the section it stands in.
 */

const HASH = "#rr-answers";

/** The review; its address ends in #rr-answers, so that the browser's Back leads to the sheet. */
export default class ReviewElement extends HTMLElement {
  /** What is shown. @type {Item[]} */
  #items = [];
  #busy = false;
  /** Whether the sheet and all its parts have come alive. */
  #started = false;
  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("hashchange", () => this.#open !== (location.hash === HASH) && this.#follow(), { signal });
    document.addEventListener("rr-answers", () => this.#loaded(), { signal });
    document.addEventListener("rr-room", () => this.#forget(), { signal });
    document.addEventListener("rr-audience", () => this.#open && this.#show(), { signal });
    document.addEventListener("input", ({ target }) => this.#mend(/** @type {Element} */ (target)), { signal });
    this.addEventListener("click", (event) => this.#do(event), { signal });
    const outputs = this.querySelector(".rr-outputs");
    if (outputs) connect(outputs, (markdown) => this.#compose(markdown));
  }

  disconnectedCallback() {
    this.#stop.abort();
    delete this.#page.dataset.view;
  }

  get #sheet() {
    return /** @type {Sheet} */ (document.querySelector("rr-sheet"));
  }

  get #page() {
    return /** @type {HTMLElement} */ (this.closest(".rr-page") ?? document.body);
  }

  get #open() {
    return this.#page.dataset.view === "review";
  }

  #loaded() {
    const late = document.querySelector("rr-rows:not(:defined), rr-pass:not(:defined)");
    if (this.#started || late || !this.#sheet.form?.dataset.ready) return;
    this.#started = true;
    this.hidden = false;
    if (location.hash === HASH) this.#follow();
  }

  /** Other answers are coming: what was wrong with these is not said of those. */
  #forget() {
    if (this.#busy) return;
    unmark(this.#page);
    this.#part(".rr-errors").hidden = true;
  }

  /** @param {Event} event */
  #do(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button, a");
    const what = /** @type {HTMLElement | null} */ (button)?.dataset.do;
    if (what === "check") this.#check();
    if (what === "anyway") this.go(HASH);
    if (what === "back") this.go("#rr-top");
    if (what === "print-answers") print();
    if (!(button instanceof HTMLAnchorElement) || !what) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would fetch the page anew
    const voice = Number(button.dataset.voice ?? this.#sheet.voice);
    if (voice !== this.#sheet.voice) this.#sheet.speak(voice);
    this.go(button.hash);
  }

  /** Goes to a place on this page. @param {string} hash */
  go(hash) {
    history.pushState(null, "", hash);
    this.#follow();
  }

  #check() {
    this.#forget();
    const found = faults(this.#sheet.live?.asked ?? []);
    const summary = this.#part(".rr-errors");
    const list = /** @type {Element} */ (summary.querySelector("ul"));
    list.replaceChildren(...found.map((fault) => {
      const said = this.#words(fault);
      mark(fault, said);
      const link = Object.assign(document.createElement("a"), { href: `#${fault.control.id || fault.field.id}` });
      link.textContent = said;
      link.dataset.do = "mend";
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    summary.hidden = !found.length;
    if (found.length) summary.focus();
    else this.go(HASH);
  }

  /** @param {import("./check.js").Fault} fault */
  #words({ field, kind, values }) {
    const label = labelOf(field);
    return fill(this.dataset[kind], { label, ...values });
  }

  /** A question that is being answered again is not wrong any more. @param {Element} control */
  #mend(control) {
    const field = control.closest?.(".rr-field");
    if (field?.querySelector(".rr-error")) unmark(field);
  }

  /** Shows the review, or a place of the sheet, as the address says. */
  #follow() {
    const { hash } = location;
    const wanted = hash === HASH;
    if (wanted && !this.#open) this.#show();
    if (wanted) return;
    delete this.#page.dataset.view;
    this.#part(".rr-answers").hidden = true;
    const place = document.getElementById(hash.slice(1));
    const control = place?.matches("[name]") ? place : place?.querySelector("[name]:not([type=hidden])");
    const next = /** @type {HTMLElement} */ (control ?? this.#part("[data-do=check]"));
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  #show() {
    delete this.#page.dataset.view; // what is hidden cannot be read
    this.#busy = true; // showing the other one's answers tells of answers too
    this.#items = this.#collect();
    this.#busy = false;
    this.#part("[data-list]").replaceChildren(...this.#lists());
    this.#part(".rr-errors").hidden = true;
    this.#part(".rr-answers").hidden = false;
    this.#page.dataset.view = "review";
    const heading = this.#part("h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  /** @returns {Item[]} all questions that are asked, with the answers of whoever may be seen */
  #collect() {
    const sheet = this.#sheet;
    const { voice } = sheet;
    const names = sheet.names;
    const voices = names.length ? [1, 2] : [voice];
    /** @type {Map<string, Item>} */
    const items = new Map();
    for (const one of voices) {
      if (sheet.voice !== one) sheet.speak(one);
      for (const field of sheet.live?.asked ?? []) {
        const [id] = (field.dataset.key ?? "").split("--");
        const item = items.get(id) ?? { home: field.closest(".rr-fields"), label: labelOf(field), told: [] };
        const person = field.closest(".rr-person")?.querySelector(".rr-person-name")?.textContent ?? "";
        const text = spoken(field, audience() || "couple");
        item.told.push({ who: names[one - 1] ?? person, voice: one, text, place: field.id });
        items.set(id, item);
      }
    }
    if (sheet.voice !== voice) sheet.speak(voice);
    return [...items.values()];
  }

  #lists() {
    return [...Map.groupBy(this.#items, (item) => item.home)].flatMap(([home, inside]) => {
      const list = make("dl", "rr-review-list");
      list.append(...inside.map((item) => this.#item(item)));
      const title = titleOf(home);
      return title ? [make("h3", "", title), list] : [list];
    });
  }

  /** @param {Item} item */
  #item({ label, told }) {
    const row = make("div", told.length > 1 ? "rr-review-item rr-review-two" : "rr-review-item");
    row.append(make("dt", "", label));
    for (const { who, voice, text, place } of told) {
      const answer = make("dd", "");
      if (who) answer.append(make("span", "rr-review-who", who));
      answer.append(make("span", text ? "rr-review-text" : "rr-review-none", text || this.dataset.unanswered));
      const link = Object.assign(document.createElement("a"), { href: `#${place}`, className: "rr-screen" });
      Object.assign(link.dataset, { do: "change", voice });
      link.append(this.dataset.change ?? "", make("span", "rr-aural", ` ${label} ${who}`));
      answer.append(link);
      row.append(answer);
    }
    return row;
  }

  /** @param {boolean} markdown */
  #compose(markdown) {
    const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
    const lines = [markdown ? `# ${title}` : title, longDate(isoDay())];
    for (const [home, items] of Map.groupBy(this.#items, (item) => item.home)) {
      const section = titleOf(home);
      if (section) lines.push(markdown ? `## ${plain(section)}` : section.toUpperCase());
      for (const { label, told } of items) {
        const answers = told.filter(({ text }) => text).map(({ who, text }) => who ? `${who}: ${text}` : text);
        if (!answers.length) continue;
        lines.push(
          markdown ? `**${plain(label)}**\n\n${answers.map(plain).join("\n\n")}` : [label, ...answers].join("\n"),
        );
      }
    }
    return { title, text: `${lines.join("\n\n")}\n` };
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** @param {Element} field */
function labelOf(field) {
  const label = field.querySelector(".rr-label");
  return label ? words(label, audience() || "couple") : "";
}

/** @param {Element | null} section */
function titleOf(section) {
  const heading = section?.previousElementSibling;
  return heading?.localName === "h2" ? words(heading, audience() || "couple") : "";
}

/** @param {string} text as Markdown shows it as it stands */
function plain(text) {
  return text.replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 */
function make(name, className, text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
