// The places for a passphrase: shown or hidden, or filled with words that nobody chose.

import { fiveWords } from "./passphrase-words.js";

/**
 * Shows what is typed while any of the boxes for that is ticked, and hides it else.
 * @param {HTMLInputElement[]} inputs
 * @param {HTMLInputElement[]} boxes
 */
export function look(inputs, boxes) {
  const shown = boxes.some((box) => box.checked);
  for (const input of inputs) input.type = shown ? "text" : "password";
}

/**
 * Puts five words into the places for a new passphrase, for all to read; rejects if the list cannot be fetched.
 * @param {HTMLInputElement[]} inputs all of them
 * @param {HTMLInputElement[]} boxes
 */
export async function propose(inputs, boxes) {
  const words = await fiveWords();
  for (const input of inputs.filter((one) => one.checkVisibility())) input.value = words;
  const box = boxes.find((one) => one.checkVisibility());
  if (box) box.checked = true;
  look(inputs, boxes);
}
