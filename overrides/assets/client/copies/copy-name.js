// What a copy is called.

import { dayOf, interpolate } from "../core/text.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/**
 * @param {HTMLElement} place holds the words for those without a name
 * @param {Copy} copy
 * @returns {string} what it is called
 */
export function copyName(place, { name, made, locked }) {
  return name ?? interpolate(locked ? place.dataset.locked : place.dataset.begun, { date: dayOf(made) });
}
