// The link of the packet that is being put together: how long it is, and what the client will see. It stands in the
// address of the form's page, so that a reload and a bookmark find it again, and this tab remembers it for the way back.

import { interpolate, setText } from "../core/text.js";
import { LONG_LINK } from "../core/codec.js";
import { writePacketLink } from "./link.js";
import { getTabItem, removeTabItem, setTabItem } from "./tab-storage.js";
import { renderPacket } from "./view.js";
import { published } from "../core/site-url.js";
import { PACKET_DRAFT } from "../core/storage-keys.js";

/** @typedef {import("./link.js").Packet} Packet */

/** How long to wait after a letter before the link is made anew, in milliseconds. */
const PAUSE = 250;
/** Much longer links are cut off by most programs, and no square code holds them. In characters. */
const TOO_LONG = 2900;

/** The link of a packet, as it is made anew after each change. */
export class PacketLink {
  #timer = 0;
  /** The page of the form: once the address is that of another one, it is left alone. */
  #home = location.pathname;
  /** What the link is being made of; nothing once the page is left. @type {Packet | undefined} */
  #packet;
  /** The link that was made last, from the # on. */
  link = "";
  /** The same as a whole address. */
  url = "";

  /**
   * @param {import("../core/component.js").Component} place the form of the packet
   * @param {Map<number, import("./view.js").PacketItem>} things
   */
  constructor(place, things) {
    this.place = place;
    this.things = things;
  }

  /** Makes the link when nothing has been changed for a moment. @param {Packet} packet */
  soon(packet) {
    this.#hold(packet);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(packet), PAUSE);
  }

  /** @param {Packet} packet of which the link is made */
  async now(packet) {
    clearTimeout(this.#timer);
    const own = this.#packet = tidied(packet);
    const link = own.things.length ? await writePacketLink(own) : "";
    if (own !== this.#packet) return; // another one is made already
    this.link = link;
    if (location.pathname === this.#home) history.replaceState(history.state, "", this.#home + location.search + link);
    this.#hold(packet);
    if (link) this.url = handOut(this.place, own, this.things, link);
  }

  /** Has the tab remember it at once: a link takes a moment. @param {Packet} packet */
  #hold(packet) {
    if (isEmpty(packet)) removeTabItem(PACKET_DRAFT);
    else setTabItem(PACKET_DRAFT, JSON.stringify({ made: this.link, packet }));
  }

  /** The page is left: nothing more is made. */
  stop() {
    clearTimeout(this.#timer);
    this.#packet = undefined;
  }
}

/** @param {Packet} packet @returns {boolean} whether nothing was chosen or written */
export function isEmpty(packet) {
  return !Object.values(packet).some(({ length }) => length);
}

/**
 * @param {string} [link] that the address has, from the # on
 * @returns {Packet | undefined} the packet that was put together in this tab, unless the link is of another one
 */
export function held(link = "") {
  try {
    const { made, packet } = JSON.parse(getTabItem(PACKET_DRAFT) || "{}");
    return packet && (!link || link === made) ? packet : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Packet} packet @returns {Packet} the same without what is suggested for sheets that are not in it */
function tidied(packet) {
  return { ...packet, given: packet.given.filter(([sheet]) => packet.things.includes(sheet)) };
}

/**
 * @param {import("../core/component.js").Component} place the form of the packet
 * @param {Packet} packet
 * @param {Map<number, import("./view.js").PacketItem>} things
 * @param {string} link from the # on
 * @returns {string} the whole address
 */
function handOut(place, packet, things, link) {
  const { page = "", long, longest, length } = place.dataset;
  const url = published(page + link);
  /** @type {HTMLInputElement} */ (place.require("#rr-packing-link")).value = url;
  /** @type {HTMLAnchorElement} */ (place.require("[data-open]")).href = page + link;
  const words = url.length > TOO_LONG ? longest : url.length > LONG_LINK ? long : length;
  setText(place.require("#rr-packing-length"), interpolate(words, { count: url.length }));
  place.control("link").disabled = url.length > TOO_LONG;
  renderPacket(place.require(".rr-packet-view"), packet, things);
  return url;
}
