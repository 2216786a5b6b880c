// What a field's answer is in words, as people would say it: for results, labels, the review and what is shared.

import { isChoice, language, written } from "../core/controls.js";
import { audience } from "../core/preferences.js";

/** @typedef {import("../core/controls.js").Control} Control */

/**
 * @param {Element} field a field of the sheet
 * @param {string} [who] the audience whose words to use; the reader's if left out
 * @returns {string} its answer in words, perhaps on several lines; an empty text where there is none
 */
export function answerText(field, who = audience() || "couple") {
  const type = /** @type {HTMLElement} */ (field).dataset.type ?? "";
  const all = controls(field);
  if (type === "sentence") return sentence(field, who);
  if (type === "rows") return numbered([...field.querySelectorAll(".rr-row")].map((row) => cells(row, who)));
  if (type === "agenda") return [...field.querySelectorAll(".rr-point")].map(point).join("\n");
  if (type === "cards") {
    return [...field.querySelectorAll(".rr-deck-card")].map((one) => card(one, who)).filter(Boolean).join("\n");
  }
  if (type === "duration") return list(all.map(length));
  if (type === "signature") return list([...field.querySelectorAll(".rr-sign")].map(signed));
  if (type === "number") {
    const number = all[0].value.trim();
    return number && `${number} ${words(field.querySelector("[data-unit]"), who)}`.trim();
  }
  return list(all.flatMap((control) => said(control, all, who)));
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
 * @param {Element | null | undefined} element
 * @param {string} [who] as above
 * @returns {string} its words as that audience reads them, without tags and words for screen readers only
 */
export function words(element, who = audience() || "couple") {
  if (!element) return "";
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const one of copy.querySelectorAll(".rr-tag, .rr-aural, .rr-number, .rr-needed, .headerlink")) one.remove();
  for (const one of copy.querySelectorAll("[data-audience]")) {
    if (one.getAttribute("data-audience") !== who) one.remove();
  }
  return (copy.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}

/**
 * @param {Element} field
 * @returns {Control[]} the controls that hold its answer
 */
export function controls(field) {
  const all = /** @type {NodeListOf<Control>} */ (field.querySelectorAll("input[name], textarea[name], select[name]"));
  return [...all].filter((control) => control.type !== "hidden");
}

/** @param {string[]} parts */
function list(parts) {
  return new Intl.ListFormat(language()).format(parts.filter(Boolean));
}

/** @param {string[]} lines */
function numbered(lines) {
  const kept = lines.filter(Boolean);
  return kept.map((line, at) => kept.length > 1 ? `${at + 1}. ${line}` : line).join("\n");
}

/**
 * @param {Control} control
 * @param {Control[]} all the controls of its field
 * @param {string} who
 */
function said(control, all, who) {
  const { value } = control;
  const other = /** @type {HTMLInputElement | undefined} */ (all.find(isOther));
  const free = all.find((one) => one.name.endsWith("--other"));
  if (control === free) return other?.checked ? value.trim() : "";
  if (isChoice(control)) {
    if (!control.checked || (control === other && free?.value.trim())) return "";
    return words(control.closest("label")?.querySelector("span"), who);
  }
  return written(control).trim();
}

/** @param {Control} control */
function isOther(control) {
  return control.value === "other" && control.type !== "text";
}

/** @param {Control} control the hours, or the minutes */
function length(control) {
  const number = Number(control.value);
  if (!control.value.trim() || !number) return "";
  return measured(number, control.name.endsWith("--hours") ? "hour" : "minute");
}

/**
 * @param {number} number
 * @param {string} unit such as "hour"
 */
function measured(number, unit) {
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(number);
}

/**
 * @param {Element} field
 * @param {string} who
 */
function sentence(field, who) {
  const text = field.querySelector(`[data-audience="${who}"] .rr-sentence`) ?? field.querySelector(".rr-sentence");
  const gaps = controls(text ?? field);
  if (!gaps.some((gap) => gap.value.trim())) return "";
  const small = (text?.getAttribute("data-small") ?? "").split(" ");
  const parts = [...text?.childNodes ?? []].filter((node) => !(node instanceof HTMLSpanElement));
  const said = parts.map((node, at) => {
    if (!(node instanceof HTMLInputElement)) return node.textContent ?? "";
    const [before, after] = [parts[at - 1]?.textContent ?? "", parts[at + 1]?.textContent ?? ""];
    return fitAnswer(node.value, before, after, small) || "…";
  });
  return said.join("").trim().replaceAll("….", "…");
}

/**
 * @param {Element} row
 * @param {string} who
 */
function cells(row, who) {
  const all = [...row.querySelectorAll(".rr-cell")];
  const parts = all.map((cell) => {
    const said = written(controls(cell)[0]).trim();
    const label = all.length > 1 && cell.querySelector("label");
    return said && label ? `${words(label, who)}: ${said}` : said;
  });
  return parts.filter(Boolean).join("; ");
}

/** @param {Element} place where one person signs */
function signed(place) {
  const [name, day] = controls(place).map(written);
  return day ? `${name.trim()} (${day})`.trim() : name.trim();
}

/** @param {Element} point of an agenda */
function point(point) {
  const [time, label] = [".rr-point-time", ".rr-point-label"].map((one) => point.querySelector(one)?.textContent ?? "");
  const [minutes] = controls(point);
  return `${time} ${label.trim()} (${measured(Number(minutes.value) || 0, "minute")})`.trim();
}

/**
 * @param {Element} card kept or answered, or there is nothing to say
 * @param {string} who
 */
function card(card, who) {
  const answer = card.querySelector("textarea")?.value.trim();
  const told = answer || card.querySelector("input")?.checked;
  return told ? `${words(card.querySelector(".rr-deck-question"), who)} ${answer ?? ""}`.trim() : "";
}
