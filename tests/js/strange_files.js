// What the tests of files and links share: copies to put in, and ways to spoil what comes out.

import { InvalidInput } from "../../overrides/assets/client/core/untrusted.js";

/** @type {Map<string, string>} */
export const TITLES = new Map([["pause-plan", "Our pause plan"], ["check-in", "Check-in"]]);

/** @param {Partial<import("../../overrides/assets/client/storage/file-format.js").Copy>} [more] */
export function copy(more = {}) {
  const [made, saved] = ["2026-11-02T10:00:00.000Z", "2026-11-20T18:30:00.123Z"];
  const answers = { sign: "my “hands” shake 🫖", who: ["one", "two"], "deeds--2--what": "x\ny", "rr-name--1": "Zoë" };
  const whole = { id: "pause-plan~m1x", sheet: "pause-plan", name: "Sunday", version: 2, revision: 7, made, saved };
  return { ...whole, answers, progress: { done: 3, of: 9 }, ...more };
}

/** @param {number} seed @returns {(below: number) => number} the same random numbers each time */
export function dice(seed) {
  return (below) => {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor(seed / 2 ** 32 * below);
  };
}

const BITS = ["\u0000", '"', "}", "]", "{", "__proto__", "-1", "1e999", "null", "\ud800", "A", "=", ".", "~", "%"];
/** @type {unknown[]} */
const THINGS = [null, 7, -1, 1e400, "", "x".repeat(30_000), [], [[]], {}, true, [7], { a: [{}] }, "constructor", ["y"]];
const KEYS = ["__proto__", "constructor", "toString", "answers", "worksheet", "locked", "copy", "prototype"];

/**
 * @param {string} text
 * @param {(below: number) => number} throws
 * @returns {string} the text with a few letters changed, moved, doubled or taken out
 */
export function mangled(text, throws) {
  for (let times = 1 + throws(4); times; times -= 1) {
    const [from, length, to] = [throws(text.length), throws(12), throws(text.length)];
    const cut = text.slice(0, from) + text.slice(from + length);
    const put = throws(2) ? text.slice(from, from + length) : BITS[throws(BITS.length)];
    text = cut.slice(0, to) + put + cut.slice(to);
  }
  return text;
}

/**
 * @param {string} json
 * @param {(below: number) => number} throws
 * @returns {string} the same with something else in one place or more
 */
export function twisted(json, throws) {
  const whole = JSON.parse(json);
  for (let times = 1 + throws(3); times; times -= 1) {
    let place = whole;
    for (let deep = throws(5); deep; deep -= 1) {
      const inside = Object.values(place).filter((one) => typeof one === "object" && one !== null);
      place = inside[throws(inside.length)] ?? place;
    }
    const keys = [...Object.keys(place), ...KEYS];
    const value = structuredClone(THINGS[throws(THINGS.length)]); // else what is put in would grow
    const [writable, enumerable, configurable] = [true, true, true];
    const key = keys[throws(keys.length)];
    if (Array.isArray(place)) place.push(value);
    else Object.defineProperty(place, key, { value, writable, enumerable, configurable });
  }
  return JSON.stringify(whole);
}

/**
 * @param {() => Promise<unknown>} reading
 * @returns {Promise<string>} why it fails; any error but that of what cannot be read is passed on
 */
export async function whyNot(reading) {
  try {
    await reading();
  } catch (error) {
    if (error instanceof InvalidInput) return error.reason;
    throw error;
  }
  return "none";
}
