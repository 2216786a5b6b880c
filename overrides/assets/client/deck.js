// A deck of cards, drawn one at a time. The way through the deck is an answer like any other, so it is kept too.

import { audience } from "./audience.js";
import { whose } from "./people.js";

/** A finger that moves so far sideways turns a card, in pixels. */
const SWIPE = 50;

/**
 * The way through a deck, kept as text such as `tea,walk!,*1,rain@3 work kept`: the cards drawn, `!` for a passed one,
 * `*` for all put back and the place left by that; the place in view; the group to draw from; what is listed.
 */
export class Way {
  /** @param {string} text */
  constructor(text) {
    const [way = "", group = "", lists = ""] = text.split(" ");
    const [cards, at] = way.split("@");
    this.cards = cards.split(",").filter(Boolean);
    this.at = Number(at ?? this.cards.length - 1);
    this.group = group;
    this.lists = lists;
  }

  toString() {
    return `${this.cards.length ? `${this.cards}@${this.at}` : ""} ${this.group} ${this.lists}`.trimEnd();
  }

  /** The card in view. */
  get card() {
    return this.#id(this.at);
  }

  /** Whether all cards were just put back. */
  get shuffled() {
    return this.card.startsWith("*");
  }

  /** How many cards came before this one and were not passed. */
  get turn() {
    return this.cards.slice(0, this.at).filter((card) => !/[!*]/.test(card)).length;
  }

  /** @param {string[]} open the cards that can be drawn @returns {number} which this is since they were put back, or 0 */
  place(open) {
    if (!open.includes(this.card)) return 0;
    return 1 + this.#round(this.at).filter((card) => open.includes(card)).length;
  }

  /** @param {string[]} open @param {1 | -1} by @returns {number} where the next or the last card drawn lies; else -1 */
  near(open, by) {
    let { at } = this;
    do at = by < 0 && this.#id(at)[0] === "*" ? Number(this.#id(at).slice(1)) : at + by; while (
      this.#id(at) && !open.includes(this.#id(at))
    );
    return this.#id(at) ? at : -1;
  }

  /** Goes to the card that came next, or draws one. @param {string[]} open @param {() => number} [random] */
  next(open, random = Math.random) {
    const at = this.near(open, 1);
    const card = draw(open, this.#round(this.cards.length), random);
    if (card) this.at = at < 0 ? this.cards.push(card) - 1 : at;
    return card;
  }

  /** Leaves this card for later. @param {string[]} open @param {() => number} [random] */
  pass(open, random) {
    this.cards[this.at] = `${this.card}!`;
    return this.next(open, random);
  }

  /** Goes to the card before, or takes back the shuffling. @param {string[]} open */
  back(open) {
    const at = this.near(open, -1);
    if (at < 0) return false;
    if (this.shuffled && !this.#id(this.at + 1)) this.cards.pop();
    this.at = at;
    return true;
  }

  /** Puts all cards back. */
  shuffle() {
    this.at = this.cards.push(`*${this.at}`) - 1;
  }

  /** @param {number} at */
  #id(at) {
    return this.cards[at]?.replace("!", "") ?? "";
  }

  /** @param {number} end @returns {string[]} what was drawn before it, since all cards were put back */
  #round(end) {
    const cards = this.cards.slice(0, end);
    return cards.slice(cards.findLastIndex((card) => card[0] === "*") + 1);
  }
}

/**
 * Chooses the next card.
 * @param {string[]} cards the ids of the cards to draw from
 * @param {string[]} drawn the ids drawn so far, the last one last; with `!` they may come again
 * @param {() => number} random a number from 0 up to 1
 * @returns {string | undefined} a card not drawn yet; when all are drawn, any but the last one
 */
export function draw(cards, drawn, random) {
  const others = cards.filter((card) => card !== drawn.at(-1)?.replace("!", ""));
  const fresh = others.filter((card) => !drawn.includes(card));
  const from = fresh.length ? fresh : others;
  return from[Math.floor(random() * from.length)] ?? cards[0];
}

/** The deck; all cards stand in its markup, so that it can be read without scripts. */
export default class DeckElement extends HTMLElement {
  #way = new Way("");
  /** Where a finger came down. @type {PointerEvent | undefined} */
  #finger;

  connectedCallback() {
    for (const what of ["click", "input", "keydown", "pointerdown", "pointerup", "pointercancel"]) {
      this.addEventListener(what, this);
    }
    document.addEventListener("rr-answers", this);
    document.addEventListener("rr-audience", this);
    for (const live of this.#all("[hidden]")) live.hidden = false;
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("rr-answers", this);
    document.removeEventListener("rr-audience", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const what = /** @type {Element} */ (event.target).closest?.("[data-do]")?.getAttribute("data-do");
    if (event.type === "click") this.#do(what);
    else if (event instanceof KeyboardEvent) this.#key(event);
    else if (event instanceof PointerEvent) this.#swipe(event);
    else if (what) this.#choose();
    else this.#show();
  }

  /** @param {string | null | undefined} what */
  #do(what) {
    const [way, open] = [this.#way, this.#open];
    if (what === "shuffle") way.shuffle();
    else if (
      !(what === "draw" ? way.next(open) : what === "pass" ? way.pass(open) : what === "back" && way.back(open))
    ) {
      return;
    }
    this.#keep();
    // The new card is read aloud, and the keyboard goes on from it.
    const question = this.#all(".rr-deck-card:not(.rr-away) .rr-deck-question")[0];
    if (question) question.tabIndex = -1;
    (question ?? this.#control("draw")).focus();
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
    return !this.#way.lists && !target.closest("textarea, select, input:not([type=checkbox])");
  }

  /** The cards to draw from: of the chosen group, and for the reader's audience. */
  get #open() {
    const { group } = this.#way;
    return this.#all(".rr-deck-card").filter((card) => {
      const only = card.closest("[data-audience]")?.getAttribute("data-audience");
      const suit = card.closest("[data-suit]")?.getAttribute("data-suit");
      return (!group || suit === group) && (!only || !audience() || only === audience());
    }).map((card) => card.dataset.card ?? "");
  }

  /** Keeps which cards the reader wants to see. */
  #choose() {
    this.#way.group = this.#control("group").value;
    this.#way.lists = ["kept", "all"].filter((what) => this.#control(what).checked).join();
    this.#keep();
  }

  #keep() {
    const at = this.#control("at");
    at.value = `${this.#way}`;
    at.dispatchEvent(new Event("input", { bubbles: true }));
    this.#show();
  }

  #show() {
    const way = this.#way = new Way(this.#control("at").value);
    const [open, many] = [this.#open, Boolean(way.lists)];
    this.#control("group").value = way.group;
    for (const what of ["kept", "all"]) this.#control(what).checked = way.lists.includes(what);
    for (const card of this.#all(".rr-deck-card")) {
      const id = card.dataset.card ?? "";
      const keep = card.querySelector("input")?.checked ?? false;
      card.toggleAttribute("data-answered", keep || Boolean(card.querySelector("textarea")?.value.trim()));
      card.toggleAttribute("data-drawn", way.cards.includes(id));
      // A card that is no longer kept goes later, and not from under the reader's hands.
      const listed = !way.lists.includes("kept") || keep || card.contains(document.activeElement);
      card.classList.toggle("rr-away", !open.includes(id) || !(many ? listed : id === way.card));
    }
    this.toggleAttribute("data-one", !many);
    this.#words(many ? 0 : way.place(open), open);
    for (const what of ["draw", "pass", "back", "shuffle"]) this.#control(what).disabled = many || !open.length;
    if (!way.place(open)) this.#control("pass").disabled = true;
    if (way.near(open, -1) < 0) this.#control("back").disabled = true;
    if (way.shuffled || !way.cards.length) this.#control("shuffle").disabled = true;
  }

  /**
   * @param {number} place which card is in view
   * @param {string[]} open
   */
  #words(place, open) {
    const [way, { position = "", shuffled = "", turnOf = "", people }] = [this.#way, this.dataset];
    const words = position.replace("{card}", `${place}`).replace("{cards}", `${open.length}`);
    this.#say("position", place > open.length ? "" : place ? words : way.shuffled ? shuffled : "");
    this.#say("who", place ? turnOf.replace("{name}", () => whose(people, way.turn)) : "");
    const { first = "", more = "", next = "" } = this.#control("draw").dataset;
    this.#control("draw").textContent = way.near(open, 1) < 0 ? place ? more : first : next;
  }

  /**
   * @param {string} where
   * @param {string} words
   */
  #say(where, words) {
    const [place] = this.#all(`.rr-deck-${where}`);
    // The same words again would be read aloud again.
    if (place && place.textContent !== words) place.textContent = words;
  }

  /** @param {string} selector */
  #all(selector) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(selector))];
  }

  /** @param {string} what @returns {HTMLInputElement} or a button, or a list to choose from */
  #control(what) {
    return /** @type {HTMLInputElement} */ (this.querySelector(`[data-do=${what}]`));
  }
}
