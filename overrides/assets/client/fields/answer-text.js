// What an answer says, as people would put it: for results, labels, the review and what is shared. It is worked out from
// the field's descriptor and the stored answers; the page is not asked.

import { clock, language, longDate } from "../core/text.js";

/**
 * @typedef {import("../core/sheet-api.js").Answers} Answers
 * @typedef {import("../core/sheet-api.js").Words} Words
 * @typedef {import("../core/sheet-api.js").Field} Field
 * @typedef {import("../core/sheet-api.js").Question} Question
 *
 * @typedef {object} Reader
 * @property {(part?: string | number) => string} read the text kept under the field's name, or under that of a part
 * @property {(part?: string) => string[]} chosen the same where several values may be chosen
 * @property {(words?: Words) => string} say a text as the audience reads it
 */

/** More rows would help nobody. */
export const MOST_ROWS = 40;

/** What the answer to a field of each type says; any other type holds one text. @type {Record<string, (field: Field, reader: Reader) => string>} */
const BY_TYPE = { choice, choices: choice, scale, people, number, duration, sentence, rows, agenda, signature, cards };

/**
 * @param {Pick<Question, "key"> & Field} field
 * @param {Answers} answers of one person
 * @param {string} audience whose words to use
 * @returns {string} the answer in words, perhaps on several lines; empty if there is none
 */
export function answerText(field, answers, audience) {
  const values = (/** @type {string | number | undefined} */ part) =>
    [answers[part === undefined ? field.key : `${field.key}--${part}`] ?? []].flat();
  return (BY_TYPE[field.type] ?? single)(field, {
    read: (part) => values(part).join("\n"),
    chosen: values,
    say: (words) => textFor(words, audience),
  });
}

/** @param {Words | undefined} words @param {string} audience @returns {string} the text as that audience reads it */
export function textFor(words = "", audience) {
  return typeof words === "string" ? words : words[audience];
}

/**
 * Fits what somebody wrote into the sentence around it.
 * @param {string} answer what was written
 * @param {string} before the words of the line before it
 * @param {string} after the words of the line after it
 * @param {string[]} small words that begin with a small letter unless they begin a sentence
 * @returns {string} the answer, without an end that the line brings itself and without a capital inside a sentence
 */
export function fitAnswer(answer, before, after, small) {
  let words = answer.trim();
  if (/^\s*[.!?…]/.test(after)) words = words.replace(/[.!?…\s]+$/, "");
  else if (/^\s*[,;:]/.test(after)) words = words.replace(/[.\s]+$/, "");
  const inside = before.trim() !== "" && !/[.!?…:“"(–—]$/.test(before.trim());
  const [first] = words.split(/[\s,]/, 1);
  return inside && small.includes(first.toLowerCase()) ? words[0].toLowerCase() + words.slice(1) : words;
}

/**
 * @param {string} type of a control with one value
 * @param {string} value as the control holds it
 * @returns {string} the value as people write it; empty if a control of this type could not hold it
 */
function written(type, value) {
  if (type === "date") return /^\d{4,}-(0\d|1[0-2])-([0-2]\d|3[01])$/.test(value) ? longDate(value) : "";
  if (type === "time") return /^([01]\d|2[0-3]):[0-5]\d/.test(value) ? clock(value) : "";
  return (type === "long text" ? value : value.replaceAll(/[\r\n]/g, "")).trim();
}

/** @param {string[]} parts */
function list(parts) {
  return new Intl.ListFormat(language()).format(parts.filter(Boolean));
}

/** @param {number} number @param {string} unit such as "hour" */
function measured(number, unit) {
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(number);
}

/** @param {Field} field @param {Reader} reader */
function single({ type }, { read }) {
  return written(type, read());
}

/** @param {Field} field @param {Reader} reader */
function choice({ options = [], other }, { read, chosen, say }) {
  const ids = chosen();
  const labels = options.filter(([id]) => ids.includes(id)).map(([, label]) => say(label));
  return list(other && ids.includes("other") ? [...labels, written("text", read("other")) || other] : labels);
}

/** @param {Field} field @param {Reader} reader */
function scale({ steps = 0 }, { read }) {
  const step = read();
  return /^[1-9]\d*$/.test(step) && Number(step) <= steps ? step : "";
}

/** @param {Field} field @param {Reader} reader */
function people({ count }, { read }) {
  return list(numbers(count).map((number) => written("text", read(number))));
}

/** @param {Field} field @param {Reader} reader */
function number({ unit }, { read, say }) {
  const number = written("number", read());
  return number && `${number} ${say(unit)}`.trim();
}

/** @param {Field} _ @param {Reader} reader */
function duration(_, { read }) {
  return list(["hour", "minute"].map((unit) => {
    const number = Number(read(`${unit}s`));
    return number ? measured(number, unit) : "";
  }));
}

/** @param {Field} field @param {Reader} reader */
function sentence({ text, small = [] }, { read, say }) {
  const pieces = say(text).split(/\{([^{}]*)\}/); // words and slots in turn
  if (!pieces.some((piece, at) => at % 2 && written("text", read(piece)))) return "";
  const parts = pieces.map((piece, at) =>
    at % 2 ? fitAnswer(written("text", read(piece)), pieces[at - 1], pieces[at + 1], small) || "…" : piece
  );
  return parts.join("").trim().replaceAll("….", "…");
}

/** @param {Field} field @param {Reader} reader */
function rows({ columns = [] }, { read, say }) {
  const lines = numbers(MOST_ROWS).map((row) =>
    columns.map(({ id, type, label, options }) => {
      const value = read(`${row}--${id}`);
      const answer = options ? say(options.find(([option]) => option === value)?.[1]) : written(type, value);
      return answer && columns.length > 1 ? `${say(label)}: ${answer}` : answer;
    }).filter(Boolean).join("; ")
  ).filter(Boolean);
  return lines.map((line, at) => lines.length > 1 ? `${at + 1}. ${line}` : line).join("\n");
}

/** @param {Field} field @param {Reader} reader */
function agenda({ points = [] }, { read, say }) {
  const start = written("time", read("start")) && read("start");
  let passed = 0;
  return points.map(([id, label, planned]) => {
    const minutes = Number(read(id) || planned) || 0;
    const time = start && clock(start, passed);
    passed += Math.max(0, minutes);
    return `${time} ${say(label)} (${measured(minutes, "minute")})`.trim();
  }).join("\n");
}

/** @param {Field} field @param {Reader} reader */
function signature({ count }, { read }) {
  return list(
    numbers(count).map((number) => {
      const [name, day] = [written("text", read(number)), written("date", read(`${number}--date`))];
      return day ? `${name} (${day})`.trim() : name;
    }),
  );
}

/** @param {Field} field @param {Reader} reader */
function cards({ cards = [] }, { read, chosen, say }) {
  const kept = chosen("kept");
  const lines = cards.map(([id, question]) => {
    const answer = written("long text", read(id));
    return answer || kept.includes(id) ? `${say(question)} ${answer}`.trim() : "";
  });
  return lines.filter(Boolean).join("\n");
}

/** @param {number} [count] @returns {number[]} the numbers from 1 up to it */
function numbers(count = 0) {
  return Array.from({ length: count }, (_, at) => at + 1);
}
