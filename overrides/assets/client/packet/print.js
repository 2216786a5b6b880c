// Prints a whole packet: a cover, then its sheets and sections one after the other; see packet/printed-pages.js.

import { setText } from "../core/text.js";
import { latest } from "./link.js";
import { cleanForPaper, fillIn, piecesOf } from "./printed-pages.js";
import { createElement } from "../core/component.js";

/**
 * @typedef {import("./link.js").Packet} Packet
 * @typedef {import("./view.js").PacketItem} PacketItem
 */

/** The part whose packet is being put together, while it is. @type {import("../core/component.js").Component | undefined} */
let busy;
/** Removes what was added for printing; not every browser dispatches `afterprint`. */
let unprint = () => {};

/**
 * Prints a packet, one at a time, and says how that goes. Whoever leaves the page meanwhile, or lets go of the packet,
 * gets nothing printed.
 * @param {import("../core/component.js").Component} part the element that shows it
 * @param {Packet} packet
 * @param {Map<number, PacketItem>} things
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
 * Puts a packet together; throws an Error if one of its pages cannot be fetched.
 * @param {HTMLElement} place where the packet is shown, of which the cover is made
 * @param {Packet} packet
 * @param {Map<number, PacketItem>} things
 * @param {string} link to it
 */
async function together(place, packet, things, link) {
  const known = packet.things.filter((number) => things.has(number));
  const homes = known.map((number) => new URL(things.get(number)?.href ?? "", location.href).href);
  const [seen, words] = [new Set(homes), place.dataset.suggested ?? ""];
  const pages = await Promise.all(known.map((number, at) => {
    const given = latest(packet.given.filter(([sheet]) => sheet === number));
    return piecesOf(homes[at], seen, (page) => given.forEach((value, name) => fillIn(page, name, value, words)));
  }));
  const whole = createElement("div", { className: "rr-printed" }, await cover(place, link), ...pages.flat());
  whole.dataset.ready = "yes"; // the lines to write on are shown, as on a sheet whose script runs
  return whole;
}

/**
 * Prints what was put together, in the wording of its audience, and removes it afterwards.
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
  const front = cleanForPaper(/** @type {HTMLElement} */ (place.cloneNode(true)));
  const code = await import("../links/qr-code.js").then(({ svgOf }) => svgOf(link)).catch(() => ""); // too long for a code, say
  const way = code
    ? [createElement("div", { className: "rr-printed-code" }, code, createElement("p", {}, place.dataset.code ?? ""))]
    : [];
  return createElement("div", { className: "rr-printed-cover" }, ...way, front);
}
