// The places that answers have in a worksheet: what was renamed since they were written, and what has none any more.

import { OWN_PREFIX } from "../core/storage-keys.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */

/**
 * @typedef {object} Formerly What has another name now; each former name leads to today's.
 * @property {Record<string, string>} [fields]
 * @property {Record<string, Record<string, string>>} [parts] of a field: its columns, gaps and points
 * @property {Record<string, Record<string, string>>} [options] of a field or of one of its columns (`field--column`)
 */

/**
 * @param {Formerly} formerly
 * @returns {(answers: Answers) => Map<string, string | string[] | undefined>} what to change in answers, so that they
 *   stand under today's names; an answer that is there under its new name already stays
 */
export function applyRenames({ fields = {}, parts = {}, options = {} }) {
  return (answers) => {
    const changes = new Map();
    for (const [name, answer] of Object.entries(answers)) {
      const [, plain, suffix] = /** @type {string[]} */ (/^(.*?)(~2)?$/.exec(name));
      const [old, ...rest] = plain.split("--");
      const field = own(fields, old);
      const inside = rest.map((part) => own(own(parts, field), part));
      const now = [field, ...inside].join("--") + (suffix ?? "");
      const column = inside.findLast((part) => !/^\d+$/.test(part));
      const values = own(options, column ? `${field}--${column}` : field);
      const given = Array.isArray(answer) ? answer.map((one) => own(values, one)) : own(values, answer);
      if (now !== name && now in answers && `${given}` !== `${answers[now]}`) continue; // both were written: both stay
      if (now !== name) changes.set(name, undefined);
      if (`${given}` !== `${answers[now]}`) changes.set(now, given);
    }
    return changes;
  };
}

/**
 * @param {any} names
 * @param {string} name
 * @returns {any} what it has under that name; the name itself where it has nothing
 */
function own(names, name) {
  return typeof names === "object" && Object.hasOwn(names, name) ? names[name] : name;
}

/**
 * @param {Answers} answers
 * @param {Map<string, import("../core/controls.js").Control[]>} controls by name
 * @returns {{name: string, text: string}[]} what no control shows
 */
export function answersWithoutPlace(answers, controls) {
  const found = [];
  for (const [name, answer] of Object.entries(answers)) {
    if (name.startsWith(OWN_PREFIX)) continue;
    const own = controls.get(name.replace(/~2$/, ""));
    const unseen = own ? [answer].flat().filter((one) => !holds(own, one)) : [answer].flat();
    if (unseen.length) found.push({ name: name.replaceAll(/[-~]+/g, " "), text: unseen.join(", ") });
  }
  return found;
}

/**
 * @param {import("../core/controls.js").Control[]} controls of one name
 * @param {string} value
 */
function holds([first, ...others], value) {
  const kinds = ["checkbox", "radio"];
  if (kinds.includes(first.type)) return [first, ...others].some((one) => one.value === value);
  return first.localName !== "select" ||
    [.../** @type {HTMLSelectElement} */ (first).options].some((one) => one.value === value);
}
