// Copies of worksheets as one readable file, and back. The format is described in docs/about/file-formats.md.

import { checkedEnvelope } from "../core/encryption.js";
import { freshId, LIMITS } from "./copy-model.js";
import { boundedString, integerBetween, InvalidInput, ownProperty, parseJson } from "../core/untrusted.js";
import { OWN_PREFIX } from "../core/storage-keys.js";

/**
 * @typedef {import("../core/sheet-api.js").Copy & {locked?: import("../core/encryption.js").Envelope}} Copy
 * @typedef {object} Entry A copy as a file has it.
 * @property {Copy} copy
 * @property {string} title of its worksheet, as this site calls it; as the file does where the site does not know it
 * @property {import("../core/untrusted.js").Reason} [problem] why it cannot be taken from the file, if it cannot
 * @typedef {"new" | "same" | "newer" | "older" | "other" | "locked"} State How a copy in a file compares with what is
 *   kept here under the same id; `other` was begun at another time, and what is locked cannot be compared.
 */

const FORMAT = "relationship-reset answers";
const VERSION = 1;
const MOST_COPIES = 1000;
/** What controls are called: ids with hyphens between them. The second of two people has a mark at the end. */
const NAME = /^[a-z][a-z0-9-]{0,199}(~2)?$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const MARK = /^~[a-z0-9-]{1,40}$/;

/**
 * @param {Copy[]} copies
 * @param {Map<string, string>} titles of worksheets by their ids
 * @param {Date} [now]
 * @returns {string} the file; a locked copy stays locked
 */
export function makeAnswerFile(copies, titles, now = new Date()) {
  const worksheets = copies.map(({ id, sheet, name, version, revision, made, saved, progress, answers, locked }) => {
    const about = {
      worksheet: sheet,
      title: titles.get(sheet) ?? sheet,
      copy: id,
      name,
      version,
      revision,
      made,
      saved,
    };
    return { ...about, progress, ...(locked ? { locked } : { answers }) };
  });
  return JSON.stringify({ format: FORMAT, version: VERSION, saved: now.toISOString(), worksheets }, null, 2);
}

/**
 * @param {string} text a file's
 * @param {Map<string, string>} titles of the worksheets that this site knows, by their ids
 * @returns {Entry[]} what is in it; throws InvalidInput if it is no such file
 */
export function parseAnswerFile(text, titles) {
  const file = parseJson(text);
  const [format, version, all] = ["format", "version", "worksheets"].map((name) => ownProperty(file, name));
  if (format !== FORMAT) throw new InvalidInput("unclear");
  if (Number(version) > VERSION) throw new InvalidInput("newer");
  if (version !== VERSION || !Array.isArray(all)) throw new InvalidInput("unclear");
  if (all.length > MOST_COPIES) throw new InvalidInput("many");
  return all.map((input) => entryOf(input, titles));
}

/**
 * @param {unknown} input
 * @param {Map<string, string>} titles
 * @returns {Entry}
 */
function entryOf(input, titles) {
  const [sheet, name] = [
    boundedString(ownProperty(input, "worksheet"), 60),
    boundedString(ownProperty(input, "name"), 200),
  ];
  const title = titles.get(sheet);
  const blank = { id: "", sheet, ...(name && { name }), version: 1, revision: 1, made: "", saved: "", answers: {} };
  try {
    if (title === undefined) throw new InvalidInput(sheet ? "unknown" : "unclear");
    return { title, copy: { ...blank, ...dates(input), ...history(input, sheet), ...contents(input) } };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return {
      title: title ?? (boundedString(ownProperty(input, "title"), 200) || sheet),
      copy: blank,
      problem: error.reason,
    };
  }
}

/** @param {unknown} input */
function dates(input) {
  const [made, saved] = ["made", "saved"].map((name) => ownProperty(input, name));
  for (const moment of [made, saved]) {
    if (typeof moment !== "string" || !MOMENT.test(moment) || isNaN(Date.parse(moment))) {
      throw new InvalidInput("unclear");
    }
  }
  return /** @type {{made: string, saved: string}} */ ({ made, saved });
}

/**
 * @param {unknown} input
 * @param {string} sheet
 */
function history(input, sheet) {
  const [version, revision] = [
    integerBetween(ownProperty(input, "version"), 1, 1e6),
    integerBetween(ownProperty(input, "revision"), 1, 1e12),
  ];
  const [done, of] = ["done", "of"].map((name) =>
    integerBetween(ownProperty(ownProperty(input, "progress"), name), 0, 1e4)
  );
  if (!version || !revision) throw new InvalidInput("unclear");
  const id = boundedString(ownProperty(input, "copy"), 120);
  const known = id === sheet || (id.startsWith(sheet) && MARK.test(id.slice(sheet.length)));
  const progress = done === undefined || of === undefined ? undefined : { done, of };
  return { id: known ? id : "", version, revision, ...(progress && { progress }) };
}

/** @param {unknown} input @returns {Pick<Copy, "answers" | "locked">} */
function contents(input) {
  const locked = ownProperty(input, "locked");
  if (locked !== undefined) return { answers: {}, locked: checkedEnvelope(locked) };
  const given = ownProperty(input, "answers");
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new InvalidInput("unclear");
  const all = Object.entries(given);
  if (all.length > LIMITS.answers) throw new InvalidInput("many");
  for (const [name, answer] of all) check(name, answer);
  const answers = /** @type {import("../core/sheet-api.js").Answers} */ (Object.fromEntries(all));
  if (JSON.stringify(answers).length > LIMITS.together) throw new InvalidInput("large");
  return { answers };
}

/**
 * @param {string} text what is locked in a locked copy, as JSON
 * @returns {Pick<Copy, "name" | "answers" | "progress">} that, and nothing else; throws InvalidInput if answers are
 *   no texts. There are no limits: what was once kept can be opened again.
 */
export function unlocked(text) {
  const input = parseJson(text);
  const [name, answers] = [ownProperty(input, "name"), ownProperty(input, "answers")];
  const [done, of] = ["done", "of"].map((key) => Number(ownProperty(ownProperty(input, "progress"), key)));
  const texts = typeof answers === "object" && answers && Object.values(answers).flat();
  if (!texts || Array.isArray(answers) || texts.some((one) => typeof one !== "string")) {
    throw new InvalidInput("unclear");
  }
  return {
    ...(typeof name === "string" && { name }),
    answers: Object.fromEntries(Object.entries(answers)),
    ...(done >= 0 && of >= 0 && { progress: { done, of } }),
  };
}

/**
 * @param {string} name
 * @param {unknown} answer
 */
function check(name, answer) {
  if (!NAME.test(name) || name in Object.prototype) throw new InvalidInput("unclear");
  const texts = Array.isArray(answer) ? answer : [answer];
  if (texts.length > LIMITS.answers) throw new InvalidInput("many");
  let characters = 0;
  for (const text of texts) {
    if (typeof text !== "string") throw new InvalidInput("unclear");
    characters += text.length;
  }
  if (characters > LIMITS.characters) throw new InvalidInput("large");
}

/**
 * @param {Copy} copy from a file
 * @param {Copy | undefined} kept what is kept here under the same id
 * @returns {State}
 */
export function compareCopies(copy, kept) {
  if (!kept) return "new";
  if (copy.locked || kept.locked) return same(copy.locked?.data, kept.locked?.data) ? "same" : "locked";
  if (same(sorted(copy), sorted(kept))) return "same";
  if (copy.made !== kept.made) return "other";
  return copy.saved > kept.saved ? "newer" : "older";
}

/** @param {unknown} one @param {unknown} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param {Copy} copy */
function sorted({ answers }) {
  return Object.entries(answers).sort(([one], [other]) => one < other ? -1 : 1);
}

/**
 * @param {Copy} copy
 * @returns {number} how many answers it has, without what the sheet keeps for itself
 */
export function countAnswers({ answers }) {
  return Object.entries(answers).filter(([name, answer]) => !name.startsWith(OWN_PREFIX) && answer.length).length;
}

/**
 * @param {Copy} copy from a file
 * @param {Set<string>} taken the ids of all copies that are kept here
 * @returns {string} an id for it that is free: its own, if possible
 */
export function freeId({ id, sheet }, taken) {
  for (let more = 0; !id || taken.has(id); more += 1) id = freshId(sheet, more);
  return id;
}
