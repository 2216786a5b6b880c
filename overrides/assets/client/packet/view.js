// Shows a packet as its client sees it: on the page that opens packets, and beside the form that makes them.

import { interpolate, setText } from "../core/text.js";
import { writeSuggestions } from "./link.js";

/** @typedef {import("./link.js").Packet} Packet */
/**
 * @typedef {object} PacketItem What a packet can hold; html/packet_data.py writes it into the page.
 * @property {number} number
 * @property {number[]} others that stand for it in links too
 * @property {string} title
 * @property {string} href
 * @property {string} about what it is, for whom, how long it takes
 * @property {number | null} minutes null if unknown
 * @property {boolean} two whether the check on safety comes before it
 * @property {string[]} suggestible the ids of its fields for which answers can be suggested
 */

/**
 * @param {HTMLElement} element
 * @returns {Map<number, PacketItem>} the items that the page knows, by each of their numbers
 */
export function known({ dataset }) {
  /** @type {PacketItem[]} */
  const items = JSON.parse(dataset.items ?? "[]");
  return new Map(items.flatMap((item) => [item.number, ...item.others].map((number) => [number, item])));
}

/**
 * @param {HTMLElement} place where it is shown
 * @param {Packet} packet
 * @param {Map<number, PacketItem>} things
 */
export function renderPacket(place, packet, things) {
  setText(place.querySelector(".rr-packet-title"), packet.title || place.dataset.untitled);
  for (const text of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-text]"))) {
    const words = text.dataset.text === "note" ? packet.note : packet.words;
    text.hidden = !words;
    setText(text.querySelector(".rr-packet-text"), words);
  }
  const rows = packet.things.map((number) => row(place, packet, number, things.get(number)));
  place.querySelector("ol")?.replaceChildren(...rows);
  const sum = /** @type {HTMLElement} */ (place.querySelector("[data-sum]"));
  setText(sum, interpolate(sum.dataset.sum, { count: rows.length, minutes: minutesOf(packet, things) }));
  place.hidden = false;
}

/**
 * @param {Packet} packet
 * @param {Map<number, PacketItem>} things
 * @returns {number} how many minutes it takes, as far as that is known
 */
export function minutesOf(packet, things) {
  return packet.things.reduce((sum, number) => sum + (things.get(number)?.minutes ?? 0), 0);
}

/**
 * @param {string} address of a worksheet or a section
 * @param {Packet["audience"]} audience whose wording is meant
 * @param {Packet["given"]} given what to offer there
 */
function addressed(address, audience, given) {
  const [page, section] = address.split("#");
  return page + (audience && `?for=${audience}`) + (section ? `#${section}` : writeSuggestions(given));
}

/**
 * @param {HTMLElement} place
 * @param {Packet} packet
 * @param {number} number
 * @param {PacketItem | undefined} thing
 */
function row(place, packet, number, thing) {
  const { content } = /** @type {HTMLTemplateElement} */ (place.querySelector("template"));
  const item = /** @type {DocumentFragment} */ (content.cloneNode(true));
  const [link, state] = [item.querySelector("a"), item.querySelector(".rr-progress-state")];
  const [name, box] = [`done-${number}`, item.querySelector("input")];
  const given = packet.given.filter(([sheet, name]) =>
    sheet === number && thing?.suggestible.includes(name.split("--")[0])
  );
  if (link && thing) {
    const { title, href, about } = thing;
    Object.assign(link, {
      id: `rr-f-${name}`,
      textContent: title,
      href: addressed(href, packet.audience, given),
    });
    setText(state, about);
  } else {
    link?.replaceWith(place.dataset.unknown ?? "");
    box?.parentElement?.remove();
  }
  if (!given.length) item.querySelector("[data-given]")?.remove();
  if (box) {
    Object.assign(box, { name });
    const words = Object.assign(box.nextElementSibling ?? box, { id: `rr-t-${name}` });
    box.setAttribute("aria-labelledby", `rr-f-${name} ${words.id}`);
  }
  return item;
}
