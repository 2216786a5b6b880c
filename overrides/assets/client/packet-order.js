// The things of a packet in their order, with the buttons that change it.

import { tell } from "./answers.js";

/**
 * @param {import("./part.js").Part} place holds the list, and the template of a row
 * @param {number[]} things
 * @param {(number: number) => string} titleOf
 */
export function order(place, things, titleOf) {
  const { content } = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (place.one("template[data-row]")));
  place.one(".rr-packing-order").replaceChildren(...things.map((number, at) => {
    const row = /** @type {DocumentFragment} */ (content.cloneNode(true));
    tell(row.querySelector(".rr-packing-name"), titleOf(number));
    for (const words of row.querySelectorAll(".rr-aural")) tell(words, `: ${titleOf(number)}`);
    row.querySelector("[data-do=up]")?.setAttribute("aria-disabled", `${at === 0}`);
    row.querySelector("[data-do=down]")?.setAttribute("aria-disabled", `${at === things.length - 1}`);
    return row;
  }));
}
