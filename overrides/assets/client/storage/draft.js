// The answers of one copy while somebody writes: as they are kept, what was changed since, and both together.

import { applyChanges, LIMITS } from "./copy-model.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */
/** @typedef {import("../core/sheet-api.js").Answer} Answer */
/** @typedef {Map<string, Answer>} Changes Answers by their names; undefined if one was taken away. */

/** An answer was changed elsewhere meanwhile, and differs from what was written here. */
export class ConflictError extends Error {}
/** The answers are too long together, or too many. */
export class FullError extends Error {}

/** What stands on the page, and what of it is not known to be kept. */
export class Draft {
  /** All together. @type {Answers} */
  answers = {};
  /** As the database has them, as far as is known. @type {Answers} */
  #base = {};
  /** @type {Changes} */
  #changes = new Map();
  /** Whether it is known what is kept. */
  #known = false;

  /** How many answers are not known to be kept. */
  get pending() {
    return this.#changes.size;
  }

  /** The changes as they are now. @returns {Changes} */
  get changes() {
    return new Map(this.#changes);
  }

  /** The changes as a note has them. @returns {import("./unload-journal.js").Change[]} */
  get listed() {
    return [...this.#changes].map(([name, answer]) => [name, answer ?? null]);
  }

  /**
   * @param {string} name
   * @param {Answer} answer
   */
  set(name, answer) {
    this.#changes.set(name, answer);
    this.show(name, answer);
  }

  /** Changes what stands on the page, and nothing else. @param {string} name @param {Answer} answer */
  show(name, answer) {
    if (answer === undefined) delete this.answers[name];
    else this.answers[name] = answer;
  }

  /**
   * Gives the changes other names, once it is known what they are called.
   * @param {Changes} before changes that are older
   * @param {(name: string) => string} key
   */
  rename(before, key) {
    this.#changes = new Map([...before, ...this.#changes].map(([name, answer]) => [key(name), answer]));
  }

  /** Takes up older changes. @param {Changes} before */
  add(before) {
    this.#changes = new Map([...before, ...this.#changes]);
  }

  /**
   * Puts together what is kept and what was changed.
   * @param {Answers} kept what is kept
   * @param {Changes} moves what to change in answers of an earlier version of the worksheet
   */
  compose(kept, moves) {
    // What a change was made to stays known, so that a conflict is seen even if the other's words came in between.
    const held = new Map(this.#known ? [...this.#changes.keys()].map((name) => [name, this.#base[name]]) : []);
    this.#base = applyChanges(kept, held);
    this.#known = true;
    this.answers = applyChanges(applyChanges(kept, moves), this.#changes);
  }

  /** Shows nothing; what was changed waits until it is known again what is kept. */
  hide() {
    this.answers = {};
    this.#known = false;
  }

  /**
   * @param {Answers | undefined} kept
   * @param {Changes} changes some of those made here
   * @returns {Answers} what to keep instead; throws where it was changed elsewhere too, or is too much
   */
  merged(kept, changes) {
    for (const [name, answer] of changes) {
      const is = kept?.[name];
      if (!same(is, this.#base[name]) && !same(is, answer)) throw new ConflictError(name);
    }
    const answers = applyChanges(kept, changes);
    const many = Object.keys(answers).length > LIMITS.answers;
    if (many || JSON.stringify(answers).length > LIMITS.together) throw new FullError();
    return answers;
  }

  /**
   * @param {Answers} kept what the database has now
   * @param {Changes} changes what it holds of those made here
   */
  settle(kept, changes) {
    for (const [name, answer] of changes) if (this.#changes.get(name) === answer) this.#changes.delete(name);
    this.#base = kept;
    this.answers = applyChanges(kept, this.#changes);
  }

  /** Forgets everything. */
  clear() {
    this.#changes.clear();
    this.#known = false;
    this.compose({}, new Map());
  }
}

/** @param {Changes} changes @param {Answers} kept @returns {boolean} whether they would change anything */
export function wouldChange(changes, kept) {
  return [...changes].some(([name, answer]) => !same(answer, kept[name]));
}

/** @param {Answer} one @param {Answer} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
