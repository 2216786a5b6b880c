// The time of one turn. It is counted by the clock, so that a sleeping tab does not slow it down.

/** Longer turns than this also announce their last minute, in milliseconds. */
const LONG = 120_000;
const MINUTE = 60_000;

/**
 * @typedef {"half" | "minute"} Mark A moment worth a word.
 * @typedef {{length: number, end: number, rest: number, said: Mark[]}} State A countdown as it is kept over a reload.
 */

/** A countdown that can be stopped and started again. */
export class Countdown {
  /** When the time is over, by the clock; 0 while it stands still. */
  #end = 0;
  /** What was left when it last stood still. */
  #rest;
  /** @type {Set<Mark>} */
  #said = new Set();

  /**
   * @param {number} length in milliseconds
   * @param {() => number} now the clock, in milliseconds
   * @param {State} [kept] its saved state; ignored if the length has changed
   */
  constructor(length, now = Date.now, kept = undefined) {
    this.length = length;
    this.now = now;
    this.#rest = length;
    if (kept?.length !== length) return;
    this.#end = kept.end;
    this.#rest = kept.rest;
    this.#said = new Set(kept.said);
  }

  get running() {
    return this.#end > 0;
  }

  /** Milliseconds left; never more than before, even where somebody sets back the clock. */
  get left() {
    return this.running ? Math.min(this.#rest, Math.max(0, this.#end - this.now())) : this.#rest;
  }

  /** How many milliseconds ago the time ran out unnoticed. */
  get late() {
    return this.running ? Math.max(0, this.now() - this.#end) : 0;
  }

  get begun() {
    return this.running || this.#rest < this.length;
  }

  start() {
    this.#end = this.now() + this.#rest;
  }

  stop() {
    this.#rest = this.left;
    this.#end = 0;
  }

  /** @returns {Mark | undefined} the moment that has come since the last question; each comes once */
  mark() {
    const mark = this.length > LONG && this.left <= MINUTE
      ? "minute"
      : this.left <= this.length / 2
      ? "half"
      : undefined;
    if (!mark || this.#said.has(mark)) return undefined;
    this.#said.add(mark);
    return mark;
  }

  /** @returns {State} */
  toJSON() {
    return { length: this.length, end: this.#end, rest: this.#rest, said: [...this.#said] };
  }
}

/**
 * @param {number} milliseconds
 * @returns {string} minutes and seconds, such as 04:59
 */
export function clockFace(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
