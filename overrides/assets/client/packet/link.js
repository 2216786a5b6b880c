// A packet in the part of a link that is never sent: behind the #. What others put there is not trusted.

import { deflate, fromBase64, fromBase64Url, inflate, toBase64, toBase64Url } from "../core/codec.js";
import { PACKET_FORMAT } from "./format.js";
import { integerBetween, InvalidInput, ownProperty, parseJson } from "../core/untrusted.js";
import { SUGGESTIONS_FRAGMENT } from "../core/fragments.js";

/**
 * @typedef {[sheet: number, name: string, value: string]} Given A worksheet, a control on it, and what to offer there.
 * @typedef {object} Packet What somebody has put together for others.
 * @property {string} title
 * @property {string} note from whoever made it
 * @property {string} words the client's own, as whoever made it wrote them down
 * @property {"" | "couple" | "business"} audience for whom it is; empty for both
 * @property {number[]} things worksheets and sections by their numbers, in order
 * @property {Given[]} given what to offer in fields
 */

const { keys: KEYS, version: VERSION, maxLines: LINES, maxNumber: MAX_NUMBER } = PACKET_FORMAT;
export const { fragment: PACKET_FRAGMENT, limits: PACKET_LIMITS } = PACKET_FORMAT;
const FORM = /^(\d{1,6})\.([0-9a-z]{1,7})\.([\w-]+)$/;
/** What no text of ours has: what moves or hides what stands beside it. New lines stay. */
const ODD = /[^\P{Cc}\n]|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** New lines that only push away what stands below a text. */
const GAP = /[^\S\n]*\n(?:[^\S\n]*\n){2,}/g;

/**
 * @param {Packet} packet
 * @returns {Promise<string>} what to put behind the address of the page for packets, from the # on
 */
export async function writePacketLink(packet) {
  const text = shortened(packet);
  return `${PACKET_FRAGMENT}${VERSION}.${sumOf(text)}.${toBase64Url(toBase64(await deflate(text)))}`;
}

/**
 * @param {string} fragment of an address, from the # on
 * @returns {Promise<Packet>} its content; throws InvalidInput if it cannot be read
 */
export async function readPacketLink(fragment) {
  const [, version, sum, rest] = FORM.exec(fragment.slice(PACKET_FRAGMENT.length)) ?? [];
  if (!fragment.startsWith(PACKET_FRAGMENT) || !Number(version)) throw new InvalidInput("unclear");
  if (Number(version) > VERSION) throw new InvalidInput("newer");
  if (fragment.length > PACKET_FORMAT.maxFragment) throw new InvalidInput("large");
  const text = await inflate(fromBase64(fromBase64Url(rest)), PACKET_FORMAT.maxBytes);
  if (sumOf(text) !== sum) throw new InvalidInput("wrong");
  return packetOf(parseJson(text));
}

/**
 * @param {Packet} packet
 * @returns {string} a short name that only this packet has, for all that people make
 */
export function packetName(packet) {
  return sumOf(shortened(packet));
}

/**
 * @param {Given[]} given what to offer on one worksheet
 * @returns {string} what to put behind the worksheet's address; empty if there is nothing to offer
 */
export function writeSuggestions(given) {
  const letters = new TextEncoder().encode(JSON.stringify(given.map(([, name, value]) => [name, value])));
  return given.length ? SUGGESTIONS_FRAGMENT + toBase64Url(toBase64(letters)) : "";
}

/**
 * @param {string} fragment of a worksheet's address, from the # on
 * @returns {[name: string, value: string][]} what is to be offered there, as far as it can be read
 */
export function readSuggestions(fragment) {
  try {
    const bytes = fromBase64(fromBase64Url(fragment.slice(SUGGESTIONS_FRAGMENT.length, PACKET_FORMAT.maxFragment)));
    const all = list(parseJson(new TextDecoder().decode(bytes)), PACKET_LIMITS.given);
    const given = all.map((one) => Array.isArray(one) ? givenOf([1, ...one]) : undefined);
    return [...latest(given.filter((one) => one !== undefined))];
  } catch {
    return [];
  }
}

/** @param {Given[]} given @returns {Map<string, string>} one value for each name: the last, where there are more */
export function latest(given) {
  return new Map(given.map(([, name, value]) => [name, value]));
}

/** @param {Packet} packet @returns {string} as JSON with the shortest names; what is empty is left out */
function shortened({ title, note, words, audience, things, given }) {
  const all = {
    [KEYS.title]: title,
    [KEYS.note]: note,
    [KEYS.words]: words,
    [KEYS.audience]: audience,
    [KEYS.things]: things,
    [KEYS.given]: given,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(all).filter(([, value]) => value.length)));
}

/**
 * @param {unknown} thing
 * @returns {Packet} what of it is valid; throws InvalidInput if a limit is exceeded or it is empty
 */
function packetOf(thing) {
  const audience = ownProperty(thing, KEYS.audience);
  const things = list(ownProperty(thing, KEYS.things), PACKET_LIMITS.things).map((one) =>
    integerBetween(one, 1, MAX_NUMBER)
  ).filter((
    one,
  ) => one !== undefined);
  /** @type {Packet} */
  const packet = {
    title: text(ownProperty(thing, KEYS.title), PACKET_LIMITS.title).replaceAll("\n", " "),
    note: text(ownProperty(thing, KEYS.note), PACKET_LIMITS.note),
    words: text(ownProperty(thing, KEYS.words), PACKET_LIMITS.words),
    audience: audience === "couple" || audience === "business" ? audience : "",
    things: [...new Set(things)],
    given: list(ownProperty(thing, KEYS.given), PACKET_LIMITS.given).map(givenOf).filter((one) => one !== undefined),
  };
  if (!packet.things.length) throw new InvalidInput("unclear");
  return packet;
}

/** @param {unknown} thing @returns {Given | undefined} */
function givenOf(thing) {
  const [first, name, value] = Array.isArray(thing) ? thing : [];
  const sheet = integerBetween(first, 1, MAX_NUMBER);
  const [where, what] = [text(name, PACKET_LIMITS.name), text(value, PACKET_LIMITS.value)];
  return sheet && /^[a-z][a-z0-9-]*$/.test(where) && what ? [sheet, where, what] : undefined;
}

/** @param {unknown} thing @param {number} most @returns {unknown[]} */
function list(thing, most) {
  if (!Array.isArray(thing)) return [];
  if (thing.length > most) throw new InvalidInput("many");
  return thing;
}

/** @param {unknown} thing @param {number} most @returns {string} */
function text(thing, most) {
  if (typeof thing !== "string") return "";
  if (thing.length > most) throw new InvalidInput("large");
  const lines = thing.toWellFormed().replaceAll(ODD, "").replaceAll(GAP, "\n\n").trim().split("\n");
  return [...lines.slice(0, LINES - 1), lines.slice(LINES - 1).join(" ")].join("\n").trim();
}

/**
 * FNV-1a: shows that a link was cut or changed on its way. It is no proof of who made it.
 * @param {string} text
 * @returns {string} small letters and digits
 */
function sumOf(text) {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(36);
}
