// The list of the copies of one sheet, a row for each.

import { dayOf, setText } from "../core/text.js";
import { copyName } from "./copy-name.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/**
 * Shows the copies; the keyboard goes on from the same place in the list.
 * @param {HTMLElement} element holds the list, a template of a row, and the words
 * @param {Copy[]} copies
 * @param {Copy | undefined} current the one in view
 */
export function listCopies(element, copies, current) {
  const all = /** @type {Element} */ (element.querySelector("ul"));
  const focused = all.contains(document.activeElement) && document.activeElement;
  const [id, what] = [focused && focused.closest("li")?.dataset.copy, focused && focused.getAttribute("data-do")];
  all.replaceChildren(...copies.map((copy) => row(element, copy, copy === current)));
  const next = all.querySelector(`li[data-copy="${id}"] [data-do=${what}]:not([hidden])`);
  if (focused) /** @type {HTMLElement | null} */ (next ?? element.querySelector("summary"))?.focus();
}

/**
 * @param {HTMLElement} element
 * @param {Copy} copy
 * @param {boolean} current
 */
function row(element, copy, current) {
  const row =
    /** @type {HTMLElement} */ (element.querySelector("template")?.content.firstElementChild?.cloneNode(true));
  const name = copyName(element, copy);
  row.dataset.copy = copy.id;
  if (current) row.setAttribute("aria-current", "true");
  const { done, of } = copy.progress ?? { done: 0, of: 0 };
  setText(row.querySelector(".rr-copy-name"), name);
  if (of) setText(row.querySelector(".rr-copy-state"), element.dataset.state, { done, of, date: dayOf(copy.saved) });
  for (const aural of row.querySelectorAll(".rr-aural")) aural.textContent = ` ${name}`;
  /** @type {HTMLElement} */ (row.querySelector("[data-do=open]")).hidden = current;
  row.querySelector("[data-do=rename]")?.toggleAttribute("hidden", Boolean(copy.locked)); // a name would not be encrypted
  return row;
}
