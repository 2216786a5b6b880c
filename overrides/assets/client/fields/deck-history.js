// The history of a deck of cards: what was drawn, what is in view, and what may come next.

/**
 * The history of a deck, saved as text such as `tea,walk!,*1,rain@3 work kept`: the cards drawn, `!` for a passed one,
 * `*` for all put back and the place left by that; the place in view; the group to draw from; what is listed.
 */
export class DeckHistory {
  /** @param {string} text */
  constructor(text) {
    const [drawn = "", group = "", lists = ""] = text.split(" ");
    const [cards, at] = drawn.split("@");
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
    const card = drawCard(open, this.#round(this.cards.length), random);
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
export function drawCard(cards, drawn, random) {
  const others = cards.filter((card) => card !== drawn.at(-1)?.replace("!", ""));
  const fresh = others.filter((card) => !drawn.includes(card));
  const from = fresh.length ? fresh : others;
  return from[Math.floor(random() * from.length)] ?? cards[0];
}
