// Two people, one device: each writes without seeing the other's answers, until both are done.

import { personOf } from "../storage/participants.js";
import { setText } from "../core/text.js";
import { Component } from "../core/component.js";
import { TURN_ANSWER } from "../core/storage-keys.js";
import { REVIEW_FRAGMENT } from "../core/fragments.js";
import { GO_EVENT } from "../core/events.js";

/** The turns. Where they stand is an answer (`TURN_ANSWER`: 1, 2 or "both"), so that a reload shows nothing either. */
export default class TurnTakingElement extends Component {
  connectedCallback() {
    this.press((what) => this.#do(what));
    this.follow(() => this.#draw());
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    delete this.page.dataset.pass;
  }

  /** Whether each has a whole sheet, and not only columns of one. */
  get #ownSheets() {
    return this.dataset.ownSheets !== undefined;
  }

  get #state() {
    return [this.sheet.answers[TURN_ANSWER] ?? ""].flat()[0];
  }

  /** Whose sheets may be seen side by side; nobody's before both are done. */
  get both() {
    return this.#ownSheets && this.#state === "both" ? this.#names : [];
  }

  /** Their names, or what stands for them. @returns {string[]} */
  get #names() {
    const roles = /** @type {string[]} */ (JSON.parse(this.dataset.roles ?? "[]"));
    const answers = this.sheet.answers;
    return roles.map((role, at) => [answers[`${this.dataset.names}--${at + 1}`] ?? ""].flat()[0].trim() || role);
  }

  /** @param {string} what */
  #do(what) {
    if (what === "pass-start") this.#to("1");
    if (what === "pass-on") this.#on();
    if (what === "pass-here") this.#dialog.close();
    if (what === "pass-stop") this.#to("");
    if (what === "pass-1" || what === "pass-2") this.sheet.setPerson(Number(what.at(-1)));
    if (what === "pass-compare") {
      document.dispatchEvent(new CustomEvent(GO_EVENT, { detail: REVIEW_FRAGMENT }));
    }
    if (what.startsWith("pass-")) this.#focus();
  }

  #on() {
    const first = this.#state === "1";
    this.#to(first ? "2" : "both");
    if (first) this.#dialog.showModal();
  }

  /** @param {string} state */
  #to(state) {
    this.sheet.change({ [TURN_ANSWER]: state || undefined });
    this.#draw();
  }

  #draw() {
    const sheet = this.findSheet();
    if (!sheet) return;
    const state = this.#state;
    this.hidden = false;
    if (state !== "both") sheet.setPerson(personOf(sheet.answers));
    const whose = state && this.#ownSheets ? this.#names[sheet.person - 1] : "";
    for (const element of this.page.querySelectorAll("[data-whose]")) element.textContent = whose;
    this.require(".rr-pass-off").hidden = Boolean(state);
    this.require(".rr-pass-on").hidden = !state;
    this.#say(state);
  }

  /** @param {string} state */
  #say(state) {
    const [one, two] = this.#names;
    const [name, other] = state === "2" ? [two, one] : [one, two];
    const both = state === "both";
    setText(this.require(".rr-pass-who"), both ? this.dataset.both : this.dataset.now, { name, other });
    setText(this.control("pass-on"), state === "2" ? this.dataset.last : this.dataset.done, { name, other });
    setText(this.require("#rr-pass-title"), this.dataset.give, { name: one, other: two });
    setText(this.control("pass-here"), this.dataset.am, { other: two });
    this.control("pass-on").hidden = both;
    this.control("pass-compare").hidden = !both;
    this.control("pass-stop").hidden = state === "2"; // the second must not see what the first wrote
    for (const [at, whose] of this.#names.entries()) {
      const button = this.control(`pass-${at + 1}`);
      button.hidden = !both || !this.#ownSheets;
      button.setAttribute("aria-pressed", `${this.sheet.person === at + 1}`);
      setText(button, this.dataset.of, { name: whose });
    }
  }

  /** The keyboard goes on from what the press led to. */
  #focus() {
    if (this.#dialog.open) return;
    const next = [...this.querySelectorAll("button, summary")].find((one) => one.checkVisibility());
    if (!document.activeElement?.checkVisibility() || document.activeElement === document.body) {
      /** @type {HTMLElement | undefined} */ (next)?.focus();
    }
  }

  get #dialog() {
    return this.require("dialog");
  }
}
