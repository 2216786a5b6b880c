// A deck of cards, drawn one at a time. Its history is saved like any other answer.

import { setText } from "../core/text.js";
import { whose } from "../core/controls.js";
import { audience } from "../core/preferences.js";
import { Component } from "../core/component.js";
import { DeckHistory } from "./deck-history.js";
import { ANSWERS_EVENT, CHOICE_EVENT } from "../core/events.js";

/** A finger that moves so far sideways turns a card, in pixels. */
const SWIPE = 50;

/** The deck; all cards stand in its markup, so that it can be read without scripts. */
export default class DeckElement extends Component {
  #history = new DeckHistory("");
  /** Where a finger came down. @type {PointerEvent | undefined} */
  #finger;

  connectedCallback() {
    this.press((what) => this.#do(what));
    // What has no name is no answer, but says which cards the reader wants to see.
    this.listen(this, "input", ({ target }) => target.name ? this.#show() : this.#choose());
    this.listen(this, "keydown", (event) => this.#key(event));
    this.listen(this, "pointerdown pointerup pointercancel", (event) => this.#swipe(event));
    this.listen(document, `${ANSWERS_EVENT} ${CHOICE_EVENT}`, () => this.#show());
    for (const live of this.all("[hidden]")) live.hidden = false;
    this.#show();
  }

  /** @param {string} what */
  #do(what) {
    const [history, open] = [this.#history, this.#open];
    if (what === "shuffle") history.shuffle();
    else if (
      !(what === "draw"
        ? history.next(open)
        : what === "pass"
        ? history.pass(open)
        : what === "back" && history.back(open))
    ) {
      return;
    }
    this.#keep();
    // The new card is read aloud, and the keyboard goes on from it.
    const question = this.all(".rr-deck-card:not(.rr-away) .rr-deck-question")[0];
    if (question) question.tabIndex = -1;
    (question ?? this.control("draw")).focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const what = event.key === "ArrowRight" ? "draw" : event.key === "ArrowLeft" && "back";
    if (!what || !this.#turns(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#do(what);
  }

  /** @param {PointerEvent} event */
  #swipe(event) {
    const from = this.#finger;
    const down = event.type === "pointerdown" && event.pointerType === "touch" && event.isPrimary;
    this.#finger = down && this.#turns(event) ? event : undefined;
    if (!from || event.type !== "pointerup") return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.#do(x < 0 ? "draw" : "back");
  }

  /** @param {Event} event whether arrows and fingers turn cards there, and have no work of their own */
  #turns(event) {
    const target = /** @type {Element} */ (event.target);
    return !this.#history.lists && !target.closest("textarea, select, input:not([type=checkbox])");
  }

  /** The cards to draw from: of the chosen group, and for the reader's audience. */
  get #open() {
    const { group } = this.#history;
    return this.all(".rr-deck-card").filter((card) => {
      const only = card.closest("[data-audience]")?.getAttribute("data-audience");
      const own = card.closest("[data-group]")?.getAttribute("data-group");
      return (!group || own === group) && (!only || !audience() || only === audience());
    }).map((card) => card.dataset.card ?? "");
  }

  /** The boxes that ask for a list of cards; a deck on which nothing can be kept has only one. */
  get #lists() {
    return /** @type {HTMLInputElement[]} */ (this.all("[type=checkbox][data-do]"));
  }

  /** Keeps which cards the reader wants to see. */
  #choose() {
    this.#history.group = this.control("group").value;
    this.#history.lists = this.#lists.filter((box) => box.checked).map((box) => box.dataset.do).join();
    this.#keep();
  }

  /** Saves the history; the event reaches the deck itself too. */
  #keep() {
    const at = this.control("at");
    at.value = `${this.#history}`;
    at.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #show() {
    const history = this.#history = new DeckHistory(this.control("at").value);
    const [open, many] = [this.#open, Boolean(history.lists)];
    this.control("group").value = history.group;
    for (const box of this.#lists) box.checked = history.lists.includes(box.dataset.do ?? "");
    for (const card of this.all(".rr-deck-card")) {
      const id = card.dataset.card ?? "";
      const keep = card.querySelector("input")?.checked ?? false;
      card.toggleAttribute("data-answered", keep || Boolean(card.querySelector("textarea")?.value.trim()));
      card.toggleAttribute("data-drawn", history.cards.includes(id));
      // A card that is no longer kept goes later, and not from under the reader's hands.
      const listed = !history.lists.includes("kept") || keep || card.contains(document.activeElement);
      card.classList.toggle("rr-away", !open.includes(id) || !(many ? listed : id === history.card));
    }
    this.toggleAttribute("data-one", !many);
    this.#words(many ? 0 : history.place(open), open);
    for (const what of ["draw", "pass", "back", "shuffle"]) this.control(what).disabled = many || !open.length;
    if (!history.place(open)) this.control("pass").disabled = true;
    if (history.near(open, -1) < 0) this.control("back").disabled = true;
    if (history.shuffled || !history.cards.length) this.control("shuffle").disabled = true;
  }

  /**
   * @param {number} place which card is in view
   * @param {string[]} open
   */
  #words(place, open) {
    const [history, { position, shuffled, turnOf, people }] = [this.#history, this.dataset];
    const words = place > open.length ? "" : place ? position : history.shuffled ? shuffled : "";
    setText(this.require(".rr-deck-position"), words, { card: place, cards: open.length });
    const who = this.find(".rr-deck-who"); // only where the sheet asks for names
    if (who) setText(who, place ? turnOf : "", { name: whose(people, history.turn) });
    const { first = "", more = "", next = "" } = this.control("draw").dataset;
    this.control("draw").textContent = history.near(open, 1) < 0 ? place ? more : first : next;
  }
}
