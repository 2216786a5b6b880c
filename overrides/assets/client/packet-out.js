// A packet on its way out: its link, how long that is, and what the client will see.

import { fill, tell } from "./answers.js";
import { draw } from "./packet-view.js";

/** @typedef {import("./packet-link.js").Packet} Packet */

/** Longer links are cut off by some programs; much longer ones by most, and no square code holds them. In characters. */
const LONG = 2000;
const TOO_LONG = 2900;
/** Where the site begins. */
const BASE = new URL("../../", import.meta.url).href;

/** @param {Packet} packet @returns {Packet} the same without what is suggested for sheets that are not in it */
export function tidied(packet) {
  return { ...packet, given: packet.given.filter(([sheet]) => packet.things.includes(sheet)) };
}

/**
 * @param {string} address on this site
 * @returns {string} the same where the site is published, if that is known
 */
export function published(address) {
  const { href } = new URL(address, location.href);
  const template = /** @type {HTMLElement | null} */ (document.querySelector("template#rr-link-to"));
  return (template?.dataset.site || BASE) + href.slice(BASE.length);
}

/**
 * @param {import("./part.js").Part} place the form of the packet
 * @param {Packet} packet
 * @param {Map<number, import("./packet-view.js").Thing>} things
 * @param {string} link from the # on
 * @returns {string} the whole address
 */
export function handOut(place, packet, things, link) {
  const { page = "", long, longest, length } = place.dataset;
  const url = published(page + link);
  /** @type {HTMLInputElement} */ (place.one("#rr-packing-link")).value = url;
  /** @type {HTMLAnchorElement} */ (place.one("[data-open]")).href = page + link;
  const words = url.length > TOO_LONG ? longest : url.length > LONG ? long : length;
  tell(place.one("#rr-packing-length"), fill(words, { count: url.length }));
  place.control("link").disabled = url.length > TOO_LONG;
  draw(place.one(".rr-handed"), packet, things);
  return url;
}
