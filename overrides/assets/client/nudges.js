// Shows a kind sentence beneath an answer that holds words to notice.

import { find } from "./notice.js";

/** How long writing must pause before a sentence is shown, in milliseconds: nobody wants to be interrupted. */
const PAUSE = 700;
/** More sentences than this at once would read like a telling-off. */
const MOST = 2;

/** The nudges of one sheet. */
export class Nudges {
  /** @type {Map<string, number>} */
  #timers = new Map();

  /** @param {HTMLElement | null} list the list of words and sentences in the page */
  constructor(list) {
    this.notices = [...list?.querySelectorAll("li") ?? []].map((item) => ({
      words: JSON.parse(item.dataset.words ?? "[]"),
      say: item.textContent ?? "",
    }));
  }

  /**
   * Looks at an answer when its writer has paused.
   * @param {string} name
   * @param {{value: string}} control
   */
  soon(name, control) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(() => show(name, find(control.value, this.notices)), PAUSE));
  }

  /** Looks at nothing more. */
  stop() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** Takes all sentences away. */
  clear() {
    this.stop();
    for (const place of document.querySelectorAll("[data-nudge]")) place.textContent = "";
  }
}

/**
 * @param {string} name
 * @param {string[]} sentences
 */
function show(name, sentences) {
  const place = document.querySelector(`[data-nudge="${CSS.escape(name)}"]`);
  const words = sentences.slice(0, MOST).join(" ");
  if (place && place.textContent !== words) place.textContent = words;
}
