// Prints a whole packet: the sheets and sections are read from their pages on this site, and put one after the other.

import { isChoice } from "../core/controls.js";
import { setText } from "../core/text.js";
import { wordsFor } from "./suggestions.js";
import { latest } from "./link.js";
import { createElement } from "../core/component.js";

/**
 * @typedef {import("./link.js").Packet} Packet
 * @typedef {import("./view.js").Thing} Thing
 */

/** What of a page is not for paper, or would do something once it stands in another one. */
const OUT =
  ".rr-screen, .rr-notes, .rr-viewing, .headerlink, .rr-edit, .rr-nudge, .rr-notices, .rr-handing, .rr-sheet-card, " +
  ".rr-step-eyebrow, script, style, template, dialog, " +
  "iframe, object, embed, link, meta, base, button, .rr-input, [hidden], [data-given]";
/** What an element may keep: how it looks, for whom it is, and what is ticked. */
const KEPT =
  /^(class|href|rel|type|checked|lang|dir|data-(audience|empty|only|type|pipe|set)|viewBox|d|cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|width|height|points|transform|fill|stroke)$/;

/** The part whose packet is being put together, while it is. @type {import("../core/component.js").Component | undefined} */
let busy;
/** Takes away what was put together to be printed; not every browser says when it has printed. */
let unprint = () => {};

/**
 * Prints a packet, one at a time, and says how that goes. Whoever leaves the page meanwhile, or lets go of the packet,
 * gets nothing printed.
 * @param {import("../core/component.js").Component} part the element that shows it
 * @param {Packet} packet
 * @param {Map<number, Thing>} things
 * @param {string} link to it
 */
export async function printPacket(part, packet, things, link) {
  if (busy?.isConnected) return;
  busy = part;
  const [status, place] = [part.require("[data-printing]"), part.require(".rr-packet-view")];
  setText(status, status.dataset.printing);
  let words = "";
  try {
    const whole = await together(place, packet, things, link);
    const left = !part.isConnected || place.hidden || document.documentElement.hidden;
    if (!left) onPaper(place, whole, packet.audience, link);
  } catch (error) {
    console.warn(error);
    words = status.dataset.failed ?? "";
  }
  setText(status, words);
  if (busy === part) busy = undefined;
}

/**
 * Puts a packet together; fails where a page of it cannot be had.
 * @param {HTMLElement} place where the packet is shown, of which the cover is made
 * @param {Packet} packet
 * @param {Map<number, Thing>} things
 * @param {string} link to it
 */
async function together(place, packet, things, link) {
  const known = packet.things.filter((number) => things.has(number));
  const homes = known.map((number) => new URL(things.get(number)?.[1] ?? "", location.href).href);
  const [seen, words] = [new Set(homes), place.dataset.suggested ?? ""];
  const pages = await Promise.all(known.map((number, at) => {
    const given = latest(packet.given.filter(([sheet]) => sheet === number));
    return pieces(homes[at], seen, (page) => given.forEach((value, name) => fillIn(page, name, value, words)));
  }));
  const whole = createElement("div", { className: "rr-printed" }, await cover(place, link), ...pages.flat());
  whole.dataset.ready = "yes"; // the lines to write on are shown, as on a sheet whose script runs
  return whole;
}

/**
 * Prints what was put together, in the wording it is meant for, and then takes it away again.
 * @param {HTMLElement} place
 * @param {HTMLElement} whole
 * @param {Packet["audience"]} audience
 * @param {string} link
 */
function onPaper(place, whole, audience, link) {
  unprint();
  place.closest(".rr-page")?.after(whole);
  const { dataset } = document.documentElement;
  const [before, line] = [dataset.for, document.querySelector(".rr-address")];
  const words = line?.textContent ?? "";
  setText(line, words.replace(/\S+$/, link.replace(/#.*/s, ""))); // not the form in which it was made
  Object.assign(dataset, { print: "blank", ...(audience && { for: audience }) });
  unprint = () => {
    unprint = () => {};
    whole.remove();
    setText(line, words);
    delete dataset.print;
    if (before) dataset.for = before;
    else delete dataset.for;
  };
  addEventListener("afterprint", () => unprint(), { once: true });
  print();
}

/**
 * @param {HTMLElement} place
 * @param {string} link
 */
async function cover(place, link) {
  const front = clean(/** @type {HTMLElement} */ (place.cloneNode(true)));
  const code = await import("../links/qr-code.js").then(({ svgOf }) => svgOf(link)).catch(() => ""); // too long for a code, say
  const way = code
    ? [createElement("div", { className: "rr-printed-code" }, code, createElement("p", {}, place.dataset.code ?? ""))]
    : [];
  return createElement("div", { className: "rr-printed-cover" }, ...way, front);
}

/**
 * @param {string} address of a page, or of a section on one
 * @param {Set<string>} seen the addresses of what is printed anyway
 * @param {(page: Element) => void} [change] what to do to it first
 * @returns {Promise<HTMLElement[]>} what of it is printed; after a packet of the guide, all that is in it
 */
async function pieces(address, seen, change) {
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
  const own = clean(createElement("div", { className: `rr-printed-piece ${body.className}` }, ...inside));
  return [own, ...(await Promise.all(held)).flat()];
}

/**
 * @param {Element} link to a thing in a packet of the guide
 * @param {Set<string>} seen
 * @returns {Promise<HTMLElement[]>} what of it is printed, for those whom it is for; nothing of what is printed anyway
 */
async function within(link, seen) {
  const address = /** @type {HTMLAnchorElement} */ (link).href;
  const { audience } = link.closest("li")?.dataset ?? {};
  if (seen.has(address)) return [];
  seen.add(address);
  const all = await pieces(address, seen);
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
function fillIn(page, name, value, suggested) {
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
function clean(part) {
  for (const one of part.querySelectorAll(OUT)) one.remove();
  for (const one of [...part.querySelectorAll("*")]) {
    for (const { name } of [...one.attributes]) if (!KEPT.test(name)) one.removeAttribute(name);
    if (!one.localName.startsWith("rr-")) continue;
    one.replaceWith(createElement("div", { className: one.className }, ...one.childNodes));
  }
  return part;
}
