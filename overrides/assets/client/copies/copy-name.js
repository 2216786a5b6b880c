// What a copy is called.

import { dayOf, interpolate } from "../core/text.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/**
 * @param {HTMLElement} element holds the words for those without a name
 * @param {Copy} copy
 * @returns {string} what it is called
 */
export function copyName(element, { name, made, locked }) {
  return name ?? interpolate(locked ? element.dataset.locked : element.dataset.begun, { date: dayOf(made) });
}
