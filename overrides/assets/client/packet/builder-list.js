// The form of a packet: what was written in it, and its things in their order, with the buttons that change it.

import { setText } from "../core/text.js";

/**
 * @param {import("../core/component.js").Component} place holds the list, and the template of a row
 * @param {number[]} things
 * @param {(number: number) => string} titleOf
 */
export function renderList(place, things, titleOf) {
  for (const box of /** @type {HTMLInputElement[]} */ (place.all(".rr-packet-builder-all input"))) {
    box.checked = things.includes(Number(box.value));
  }
  for (const empty of place.all("[data-empty]")) empty.hidden = things.length > 0;
  place.require("[data-full]").hidden = !things.length;
  const { content } = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (place.require("template[data-row]")));
  place.require(".rr-packet-builder-order").replaceChildren(...things.map((number, at) => {
    const row = /** @type {DocumentFragment} */ (content.cloneNode(true));
    setText(row.querySelector(".rr-packet-builder-name"), titleOf(number));
    for (const words of row.querySelectorAll(".rr-aural")) setText(words, `: ${titleOf(number)}`);
    row.querySelector("[data-do=up]")?.setAttribute("aria-disabled", `${at === 0}`);
    row.querySelector("[data-do=down]")?.setAttribute("aria-disabled", `${at === things.length - 1}`);
    return row;
  }));
}

/**
 * Writes the words of a packet into its form.
 * @param {import("../core/component.js").Component} place
 * @param {import("./link.js").Packet} packet
 */
export function match(place, packet) {
  for (const control of /** @type {HTMLInputElement[]} */ (place.all("[data-word]"))) {
    control.value = `${Reflect.get(packet, control.dataset.word ?? "")}`;
  }
  for (const radio of /** @type {HTMLInputElement[]} */ (place.all("[type=radio]"))) {
    radio.checked = radio.value === packet.audience;
  }
}
