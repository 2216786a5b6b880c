// The list of the copies of one sheet, a row for each.

import { dayOf, setText } from "../core/text.js";
import { copyName } from "./copy-name.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/**
 * Shows the copies; the keyboard goes on from the same place in the list.
 * @param {HTMLElement} place holds the list, a template of a row, and the words
 * @param {Copy[]} copies
 * @param {Copy | undefined} current the one in view
 */
export function listCopies(place, copies, current) {
  const all = /** @type {Element} */ (place.querySelector("ul"));
  const focused = all.contains(document.activeElement) && document.activeElement;
  const [id, what] = [focused && focused.closest("li")?.dataset.copy, focused && focused.getAttribute("data-do")];
  all.replaceChildren(...copies.map((copy) => row(place, copy, copy === current)));
  const next = all.querySelector(`li[data-copy="${id}"] [data-do=${what}]:not([hidden])`);
  if (focused) /** @type {HTMLElement | null} */ (next ?? place.querySelector("summary"))?.focus();
}

/**
 * @param {HTMLElement} place
 * @param {Copy} copy
 * @param {boolean} current
 */
function row(place, copy, current) {
  const row = /** @type {HTMLElement} */ (place.querySelector("template")?.content.firstElementChild?.cloneNode(true));
  const name = copyName(place, copy);
  row.dataset.copy = copy.id;
  if (current) row.setAttribute("aria-current", "true");
  const { done, of } = copy.progress ?? { done: 0, of: 0 };
  setText(row.querySelector(".rr-copy-name"), name);
  if (of) setText(row.querySelector(".rr-copy-state"), place.dataset.state, { done, of, date: dayOf(copy.saved) });
  for (const aural of row.querySelectorAll(".rr-aural")) aural.textContent = ` ${name}`;
  /** @type {HTMLElement} */ (row.querySelector("[data-do=open]")).hidden = current;
  row.querySelector("[data-do=rename]")?.toggleAttribute("hidden", Boolean(copy.locked)); // a name would stand open
  return row;
}
