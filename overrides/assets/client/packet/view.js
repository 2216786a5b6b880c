// Shows a packet as its client sees it: on the page that opens packets, and beside the form that makes them.

import { interpolate, setText } from "../core/text.js";
import { writeSuggestions } from "./link.js";

/** @typedef {import("./link.js").Packet} Packet */
/**
 * @typedef {[title: string, address: string, needs: string, minutes: number, two?: 0 | 1, fields?: string[]]} Thing
 *   What a packet can hold: whether it is for two, and for which fields answers can be suggested there.
 */

/**
 * @param {HTMLElement} element
 * @returns {Map<number, Thing>} the things that the page knows, by their numbers
 */
export function known({ dataset }) {
  /** @type {Record<string, Thing>} */
  const things = JSON.parse(dataset.things ?? "{}");
  return new Map(Object.entries(things).map(([number, thing]) => [Number(number), thing]));
}

/**
 * @param {HTMLElement} place where it is shown
 * @param {Packet} packet
 * @param {Map<number, Thing>} things
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
 * @param {Map<number, Thing>} things
 * @returns {number} how many minutes it takes, as far as that is known
 */
export function minutesOf(packet, things) {
  return packet.things.reduce((sum, number) => sum + (things.get(number)?.[3] ?? 0), 0);
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
 * @param {Thing | undefined} thing
 */
function row(place, packet, number, thing) {
  const { content } = /** @type {HTMLTemplateElement} */ (place.querySelector("template"));
  const item = /** @type {DocumentFragment} */ (content.cloneNode(true));
  const [link, state] = [item.querySelector("a"), item.querySelector(".rr-progress-state")];
  const [name, box] = [`done-${number}`, item.querySelector("input")];
  const given = packet.given.filter(([sheet, name]) => sheet === number && thing?.[5]?.includes(name.split("--")[0]));
  if (link && thing) {
    const [title, address, needs] = thing;
    Object.assign(link, {
      id: `rr-f-${name}`,
      textContent: title,
      href: addressed(address, packet.audience, given),
    });
    setText(state, needs);
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
