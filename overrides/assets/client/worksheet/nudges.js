// Finds words to notice in what somebody wrote, and shows a kind sentence beneath it.

import { setText } from "../core/text.js";

/** How long writing must pause before a sentence is shown, in milliseconds: nobody wants to be interrupted. */
const PAUSE = 700;
/** More sentences than this at once would read like a telling-off. */
const MOST = 2;

/**
 * @typedef {object} Notice
 * @property {string[]} words words and phrases to look for
 * @property {string} say the kind sentence to show
 */

/** The nudges of one sheet. */
export class Nudges {
  /** @type {Map<string, number>} */
  #timers = new Map();

  /** @param {HTMLElement} list the list of words and sentences in the page */
  constructor(list) {
    this.notices = [...list.querySelectorAll("li")].map((item) => ({
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
    this.#timers.set(name, setTimeout(() => show(name, findNudges(control.value, this.notices)), PAUSE));
  }

  /** Cancels what is pending. */
  stop() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** Removes all sentences. */
  clear() {
    this.stop();
    for (const element of document.querySelectorAll("[data-nudge]")) element.textContent = "";
  }
}

/**
 * @param {string} name
 * @param {string[]} sentences
 */
function show(name, sentences) {
  setText(document.querySelector(`[data-nudge="${CSS.escape(name)}"]`), sentences.slice(0, MOST).join(" "));
}

/**
 * @param {string} text what somebody wrote
 * @param {Notice[]} notices
 * @returns {string[]} what to say, once each, in the order of the notices
 */
export function findNudges(text, notices) {
  const plain = normal(text);
  const found = notices.filter(({ words }) => words.some((word) => pattern(word).test(plain)));
  return [...new Set(found.map(({ say }) => say))];
}

/** @param {string} text */
function normal(text) {
  return text.normalize("NFKC").replaceAll(/[‘’ʼ]/g, "'").toLowerCase();
}

/**
 * A phrase matches whole words, whatever commas or spaces stand between them.
 * @param {string} words
 */
function pattern(words) {
  const parts = normal(words).split(/[\s,;:–—]+/).filter(Boolean);
  const inner = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${inner.join("[\\s,;:.…–—-]+")}(?![\\p{L}\\p{N}])`, "u");
}
