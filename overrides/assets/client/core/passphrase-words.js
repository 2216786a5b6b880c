// A passphrase of words that nobody chose: drawn at random from a long list, which is fetched only when asked for.

import { BASE } from "./site-url.js";

/** How many words; with 7,776 to draw from there are 2 to the power of 64 ways. */
const COUNT = 5;

/** @returns {Promise<string>} five words; rejects if the list cannot be fetched */
export async function fiveWords() {
  const response = await fetch(`${BASE}assets/words.txt`);
  if (!response.ok) throw new Error(`no list of words: ${response.status}`);
  return drawWords((await response.text()).trim().split("\n")).join(" ");
}

/**
 * @param {string[]} list
 * @param {(into: Uint16Array<ArrayBuffer>) => unknown} [random] fills with random numbers; the browser's if left out
 * @returns {string[]} some of it, each word as likely as any other
 */
export function drawWords(list, random = (into) => crypto.getRandomValues(into)) {
  const end = 65536 - 65536 % list.length; // the last few numbers would favour the first words
  const [number, words] = [new Uint16Array(1), /** @type {string[]} */ ([])];
  while (words.length < COUNT) {
    random(number);
    if (number[0] < end) words.push(list[number[0] % list.length]);
  }
  return words;
}
