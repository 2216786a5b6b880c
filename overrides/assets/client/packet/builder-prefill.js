// The fields of a packet's worksheets that may be filled in beforehand, where the packet is put together.

import { PACKET_LIMITS } from "./link.js";
import { createElement } from "../core/component.js";

/**
 * @typedef {import("./link.js").Packet} Packet
 * @typedef {{name: string, label: string, type: string, options: {value: string, label: string}[]}} Control for one answer
 */

/** What a field of each type is written into; any other is a list to choose from. @type {Record<string, string>} */
const TYPES = { text: "text", date: "date", time: "time", number: "number" };

/**
 * Asks for what may be suggested on the worksheets of a packet.
 * @param {HTMLElement} place has all such fields in its data
 * @param {Packet} packet
 * @param {(number: number) => string} titleOf a worksheet
 */
export function ask(place, packet, titleOf) {
  /** @type {Record<string, Control[]>} */
  const all = JSON.parse(place.dataset.fields ?? "{}");
  const sheets = packet.things.filter((number) => all[number]);
  place.hidden = !sheets.length;
  place.querySelector("[data-sheets]")?.replaceChildren(...sheets.map((number) => {
    const group = createElement(
      "fieldset",
      { className: "rr-group" },
      createElement("legend", { className: "rr-label" }, titleOf(number)),
    );
    group.append(...all[number].map((field) => question(number, field, valueOf(packet, number, field.name))));
    return group;
  }));
}

/**
 * Takes over what was written into such a field.
 * @param {Packet} packet
 * @param {HTMLInputElement} control
 */
export function suggest(packet, { value, dataset: { given = "" } }) {
  const [number, name] = given.split(" ");
  const others = packet.given.filter(([sheet, other]) => sheet !== Number(number) || other !== name);
  packet.given = value.trim() ? [...others, [Number(number), name, value.trim()]] : others;
}

/** @param {Packet} packet @param {number} number @param {string} name */
function valueOf(packet, number, name) {
  return packet.given.find(([sheet, other]) => sheet === number && other === name)?.[2] ?? "";
}

/** @param {number} number @param {Control} field @param {string} value */
function question(number, { name, label, type, options }, value) {
  const id = `rr-g-${number}-${name}`;
  const choices = [{ value: "", label: "" }, ...options].map(({ value, label }) =>
    createElement("option", { value }, label)
  );
  const control = type === "choice"
    ? createElement("select", { autocomplete: "off" }, ...choices)
    : TYPES[type]
    ? createElement("input", { type: TYPES[type], maxLength: PACKET_LIMITS.value, autocomplete: "off" })
    : createElement("textarea", { rows: 2, maxLength: PACKET_LIMITS.value, autocomplete: "off" });
  Object.assign(control, { id, className: "rr-input", value });
  control.dataset.given = `${number} ${name}`;
  return createElement("p", {}, createElement("label", { className: "rr-sublabel", htmlFor: id }, label), control);
}
