// A deck of cards, drawn one at a time. The way through the deck is an answer like any other, so it is kept too.

import { audience } from "./audience.js";

/**
 * Chooses the next card.
 * @param {string[]} cards the ids of the cards to draw from
 * @param {string[]} drawn the ids drawn so far, the last one last
 * @param {() => number} random a number from 0 up to 1
 * @returns {string | undefined} a card not drawn yet; when all are drawn, any but the last one
 */
export function draw(cards, drawn, random) {
  const fresh = cards.filter((card) => !drawn.includes(card));
  const from = fresh.length ? fresh : cards.filter((card) => card !== drawn.at(-1));
  return from[Math.floor(random() * from.length)] ?? cards[0];
}

/** The deck; all cards stand in its markup, so that it can be read without scripts. */
export default class DeckElement extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("change", this);
    this.addEventListener("input", this);
    document.addEventListener("rr-answers", this);
    document.addEventListener("rr-audience", this);
    for (const live of this.querySelectorAll(".rr-deck-bar, .rr-deck-buttons")) {
      /** @type {HTMLElement} */ (live).hidden = false;
    }
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("rr-answers", this);
    document.removeEventListener("rr-audience", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type !== "click") return this.#show();
    const what = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset.do;
    if (what === "draw") this.#go([...this.#drawn, this.#next(this.#drawn)]);
    if (what === "pass") this.#go([...this.#drawn.slice(0, -1), this.#next(this.#drawn)]);
    if (what === "back") this.#go(this.#drawn.slice(0, -1));
  }

  /** @returns {HTMLElement[]} */
  get #cards() {
    return [...this.querySelectorAll(".rr-deck-card")].filter((card) => card instanceof HTMLElement);
  }

  /** The cards to draw from: of the chosen group, and for the reader's audience. */
  get #open() {
    const group = /** @type {HTMLSelectElement} */ (this.querySelector("[data-do=group]")).value;
    return this.#cards.filter((card) => {
      const only = card.closest("[data-audience]")?.getAttribute("data-audience");
      const suit = /** @type {HTMLElement | null} */ (card.closest(".rr-deck-suit"));
      return (!group || suit?.dataset.suit === group) && (!only || !audience() || only === audience());
    });
  }

  get #at() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[data-at]"));
  }

  get #drawn() {
    return this.#at.value.split(",").filter(Boolean);
  }

  /** @param {string[]} drawn */
  #next(drawn) {
    return draw(this.#open.map((card) => card.dataset.card ?? ""), drawn, Math.random) ?? "";
  }

  /** @param {string[]} drawn */
  #go(drawn) {
    this.#at.value = drawn.join(",");
    this.#at.dispatchEvent(new Event("input", { bubbles: true }));
    const card = this.#cards.find((one) => one.dataset.card === drawn.at(-1));
    const question = /** @type {HTMLElement | null | undefined} */ (card?.querySelector(".rr-deck-question"));
    // The new card is read aloud, and the keyboard goes on from it.
    if (question) {
      question.tabIndex = -1;
      question.focus();
    }
  }

  #show() {
    const all = this.#ticked("all");
    const kept = this.#ticked("favourites");
    const open = this.#open;
    const current = this.#drawn.at(-1);
    let shown = 0;
    for (const card of this.#cards) {
      const keep = card.querySelector("input")?.checked ?? false;
      card.toggleAttribute("data-answered", keep || Boolean(card.querySelector("textarea")?.value.trim()));
      const wanted = open.includes(card) && (kept ? keep : all || card.dataset.card === current);
      card.classList.toggle("rr-away", !wanted);
      shown += wanted ? 1 : 0;
    }
    for (const suit of this.querySelectorAll(".rr-deck-suit")) {
      suit.classList.toggle("rr-away", !suit.querySelector(".rr-deck-card:not(.rr-away)"));
    }
    const drawn = this.#drawn.filter((id) => open.some((card) => card.dataset.card === id));
    this.#words(open.length, open.some((card) => card.dataset.card === current) ? drawn.length : 0, all || kept, shown);
  }

  /**
   * @param {number} cards how many there are to draw from
   * @param {number} place how many of them were drawn, up to the one in view; 0 where none is
   * @param {boolean} many whether more than one is shown
   * @param {number} shown how many are
   */
  #words(cards, place, many, shown) {
    const words = (this.dataset.position ?? "").replace("{card}", `${place}`).replace("{cards}", `${cards}`);
    const status = this.querySelector(".rr-deck-position");
    const said = many || !place || place > cards ? "" : words;
    if (status && status.textContent !== said) status.textContent = said;
    /** @type {HTMLElement} */ (this.querySelector(".rr-deck-none")).hidden = !many || shown > 0;
    for (const what of ["pass", "back"]) {
      const button = /** @type {HTMLButtonElement} */ (this.querySelector(`button[data-do=${what}]`));
      button.disabled = many || (what === "back" ? this.#drawn.length < 2 : place === 0);
    }
    const more = /** @type {HTMLButtonElement} */ (this.querySelector("button[data-do=draw]"));
    more.disabled = many;
    more.textContent = (place ? more.dataset.more : more.dataset.first) ?? "";
  }

  /** @param {string} what */
  #ticked(what) {
    return /** @type {HTMLInputElement} */ (this.querySelector(`input[data-do=${what}]`)).checked;
  }
}
