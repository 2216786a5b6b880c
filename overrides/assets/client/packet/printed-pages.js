// What is printed of the pages of this site: a page or a section is fetched, filled in and reduced to what is for paper.

import { createElement } from "../core/component.js";
import { isChoice } from "../core/controls.js";
import { wordsFor } from "./suggestions.js";

/** What of a page is not for paper, or would do something once it stands in another one. */
const OUT =
  ".rr-screen, .rr-notes, .rr-viewing, .headerlink, .rr-edit, .rr-nudge, .rr-notices, .rr-handing, .rr-sheet-card, " +
  ".rr-step-eyebrow, script, style, template, dialog, " +
  "iframe, object, embed, link, meta, base, button, .rr-input, [hidden], [data-given]";
/** What an element may keep: how it looks, for whom it is, and what is ticked. */
const KEPT =
  /^(class|href|rel|type|checked|lang|dir|data-(audience|empty|only|type|pipe|set)|viewBox|d|cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|width|height|points|transform|fill|stroke)$/;

/**
 * @param {string} address of a page, or of a section on one
 * @param {Set<string>} seen the addresses of what is printed anyway
 * @param {(page: Element) => void} [change] what to do to it first
 * @returns {Promise<HTMLElement[]>} what of it is printed; after a packet of the guide, all that is in it
 */
export async function piecesOf(address, seen, change) {
  const home = new URL(address);
  const answer = await fetch(home);
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = page.querySelector(".rr-page");
  if (!body) throw new Error(`no page: ${address}`);
  for (const link of body.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", home).href);
  }
  change?.(body);
  const held = home.hash ? [] : [...body.querySelectorAll("ol.rr-packet a")].map((link) => within(link, seen));
  // Of the page with help, the numbers: what comes before them is for one person to read, and may not lie about.
  const anchor = home.hash.slice(1) || (body.matches(".rr-page-help") ? "rr-contacts" : "");
  const inside = anchor ? section(page.getElementById(anchor)) : [...body.childNodes];
  const own = cleanForPaper(createElement("div", { className: `rr-printed-piece ${body.className}` }, ...inside));
  return [own, ...(await Promise.all(held)).flat()];
}

/**
 * @param {Element} link to an item of a packet of the guide
 * @param {Set<string>} seen
 * @returns {Promise<HTMLElement[]>} what of it is printed, for those whom it is for; nothing of what is printed anyway
 */
async function within(link, seen) {
  const address = /** @type {HTMLAnchorElement} */ (link).href;
  const { audience } = link.closest("li")?.dataset ?? {};
  if (seen.has(address)) return [];
  seen.add(address);
  const all = await piecesOf(address, seen);
  for (const { dataset } of audience ? all : []) dataset.audience = audience;
  return all;
}

/**
 * @param {HTMLElement | null} heading
 * @returns {Element[]} a heading and what belongs to it
 */
function section(heading) {
  /** @type {Element[]} */
  const found = [];
  const deep = Number(heading?.localName.slice(1));
  for (let next = /** @type {Element | null} */ (heading); next; next = next.nextElementSibling) {
    if (next !== heading && /^h[1-6]$/.test(next.localName) && Number(next.localName.slice(1)) <= deep) break;
    found.push(next);
  }
  return found;
}

/**
 * Puts a value where it may stand, in place of the lines to write on, and says that it is only suggested.
 * @param {Element} page
 * @param {string} name of a control
 * @param {string} value
 * @param {string} suggested the words that say so
 */
export function fillIn(page, name, value, suggested) {
  /** @type {NodeListOf<import("../core/controls.js").Control>} */
  const controls = page.querySelectorAll(`[data-prefill] [name="${name}"]`);
  const note = () => createElement("small", { className: "rr-printed-suggested" }, suggested);
  for (const control of controls) {
    if (isChoice(control) && control.value === value) {
      control.classList.add("rr-printed-chosen");
      control.nextElementSibling?.append(" ", note());
    }
    const words = isChoice(control) ? "" : wordsFor(control, value);
    for (const twin of words ? page.querySelectorAll(`[data-prefill] [data-twin="${name}"]`) : []) {
      twin.nextElementSibling?.remove();
      twin.replaceWith(createElement("div", { className: "rr-printed-value" }, words, note()));
    }
  }
}

/**
 * Leaves nothing in it that could run, load or answer, and nothing that could be taken for a part of this page.
 * @template {HTMLElement} Part
 * @param {Part} part
 * @returns {Part}
 */
export function cleanForPaper(part) {
  for (const one of part.querySelectorAll(OUT)) one.remove();
  for (const one of [...part.querySelectorAll("*")]) {
    for (const { name } of [...one.attributes]) if (!KEPT.test(name)) one.removeAttribute(name);
    if (!one.localName.startsWith("rr-")) continue;
    one.replaceWith(createElement("div", { className: one.className }, ...one.childNodes));
  }
  return part;
}
