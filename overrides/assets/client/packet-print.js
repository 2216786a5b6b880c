// Prints a whole packet: the sheets and sections are read from their pages on this site, and put one after the other.

import { isChoice, tell } from "./answers.js";
import { wordsFor } from "./given.js";
import { make } from "./part.js";

/**
 * @typedef {import("./packet-link.js").Packet} Packet
 * @typedef {import("./packet-view.js").Thing} Thing
 */

/** What of a page is not for paper, or would do something once it stands in another one. */
const OUT =
  ".rr-screen, .rr-notes, .rr-viewing, .headerlink, .rr-edit, .rr-nudge, .rr-notices, script, style, template, dialog, iframe, object, " +
  "embed, link, meta, base, button, .rr-input:not(select.rr-input), select.rr-input, [hidden], [data-given]";
/** What an element may keep: how it looks, for whom it is, and what is ticked. */
const KEPT =
  /^(class|href|rel|type|checked|lang|dir|data-(audience|empty|only|type|pipe|set)|viewBox|d|cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|width|height|points|transform)$/;

/**
 * Prints a packet, and says how that goes.
 * @param {import("./part.js").Part} part the element that shows it
 * @param {Packet} packet
 * @param {Map<number, Thing>} things
 * @param {string} link to it
 */
export async function printed(part, packet, things, link) {
  const status = part.one("[data-printing]");
  tell(status, status.dataset.printing);
  try {
    await printPacket(part.one(".rr-handed"), packet, things, link);
    tell(status, "");
  } catch (error) {
    console.warn(error);
    tell(status, status.dataset.failed);
  }
}

/**
 * Prints a packet; fails where a page of it cannot be had.
 * @param {HTMLElement} place where the packet is shown, of which the cover is made
 * @param {Packet} packet
 * @param {Map<number, Thing>} things
 * @param {string} link to it
 */
async function printPacket(place, packet, things, link) {
  const known = packet.things.filter((number) => things.has(number));
  const pages = await Promise.all(known.map((number) => piece(things.get(number)?.[1] ?? "", packet, number)));
  unprint();
  const all = [await cover(place, link), ...pages];
  const whole = make("div", { className: "rr-printed" }, ...all);
  whole.dataset.ready = "yes"; // the lines to write on are shown, as on a sheet whose script runs
  place.closest(".rr-page")?.after(whole);
  const { dataset } = document.documentElement;
  const before = dataset.for;
  Object.assign(dataset, { print: "blank", ...(packet.audience && { for: packet.audience }) });
  addEventListener("afterprint", unprint, { once: true });
  print();
  if (before) dataset.for = before;
  else delete dataset.for;
}

/** Takes away what was put together to be printed; not every browser says when it has printed. */
function unprint() {
  document.querySelector(".rr-printed")?.remove();
  delete document.documentElement.dataset.print;
}

/**
 * @param {HTMLElement} place
 * @param {string} link
 */
async function cover(place, link) {
  const front = clean(/** @type {HTMLElement} */ (place.cloneNode(true)));
  const code = await import("./qr.js").then(({ svgOf }) => svgOf(link)).catch(() => ""); // too long for a code, say
  const way = code
    ? [make("div", { className: "rr-printed-code" }, code, make("p", {}, place.dataset.code ?? ""))]
    : [];
  return make("div", { className: "rr-printed-cover" }, ...way, front);
}

/**
 * @param {string} address of a page, or of a section on one
 * @param {Packet} packet
 * @param {number} number
 * @returns {Promise<HTMLElement>} what of it is printed
 */
async function piece(address, packet, number) {
  const home = new URL(address, location.href);
  const answer = await fetch(home);
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = page.querySelector(".rr-page");
  if (!body) throw new Error(`no page: ${address}`);
  for (const link of body.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", home).href);
  }
  for (const [sheet, name, value] of packet.given) if (sheet === number) fillIn(body, name, value);
  // Of the page with help, the numbers: what comes before them is for one person to read, and may not lie about.
  const anchor = home.hash.slice(1) || (body.matches(".rr-page-help") ? "rr-contacts" : "");
  const inside = anchor ? section(page.getElementById(anchor)) : [...body.childNodes];
  return clean(make("div", { className: `rr-printed-piece ${body.className}` }, ...inside));
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
 * Puts a value where it may stand, in place of the lines to write on.
 * @param {Element} page
 * @param {string} name of a control
 * @param {string} value
 */
function fillIn(page, name, value) {
  /** @type {NodeListOf<import("./answers.js").Control>} */
  const controls = page.querySelectorAll(`[data-prefill] [name="${name}"]`);
  for (const control of controls) {
    if (isChoice(control) && control.value === value) control.classList.add("rr-printed-chosen");
    const words = isChoice(control) ? "" : wordsFor(control, value);
    for (const twin of words ? page.querySelectorAll(`[data-prefill] [data-twin="${name}"]`) : []) {
      twin.nextElementSibling?.remove();
      twin.replaceWith(make("div", { className: "rr-printed-value" }, words));
    }
  }
}

/**
 * Leaves nothing in it that could run, load or answer, and nothing that could be taken for a part of this page.
 * @template {HTMLElement} Part
 * @param {Part} part
 * @returns {Part}
 */
function clean(part) {
  for (const one of part.querySelectorAll(OUT)) one.remove();
  for (const one of [...part.querySelectorAll("*")]) {
    for (const { name } of [...one.attributes]) if (!KEPT.test(name)) one.removeAttribute(name);
    if (!one.localName.startsWith("rr-")) continue;
    one.replaceWith(make("div", { className: one.className }, ...one.childNodes));
  }
  return part;
}
