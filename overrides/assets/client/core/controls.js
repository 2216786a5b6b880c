// Between a form's controls and the answers that are kept.

import { TURN_ANSWER } from "./storage-keys.js";

/** @typedef {import("../storage/database.js").Answers} Answers */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * @param {Control[]} named every control of one name
 * @returns {string | string[] | undefined} their answer; nothing where there is none
 */
export function readControls(named) {
  const [first] = named;
  if (first.type === "checkbox") {
    const chosen = named.filter(isChecked).map((one) => one.value);
    return chosen.length ? chosen : undefined;
  }
  const value = first.type === "radio" ? named.find(isChecked)?.value : first.value;
  return value || undefined;
}

/**
 * @param {Control} control
 * @returns {boolean} whether it no longer is as the page brought it
 */
export function isTouched(control) {
  if (control instanceof HTMLSelectElement) return control.selectedIndex > 0;
  if (control.type === "hidden") return false;
  if (!isChoice(control)) return control.value !== control.defaultValue;
  return control.checked !== control.defaultChecked;
}

/**
 * Puts an answer into its controls.
 * @param {Control[]} named every control of one name
 * @param {string | string[] | undefined} answer
 */
export function writeControls(named, answer) {
  for (const control of named) {
    if (isChoice(control)) {
      const chosen = answer === undefined ? [] : [answer].flat();
      control.checked = chosen.includes(control.value);
    } else {
      const brought = control instanceof HTMLSelectElement || control.type === "hidden" ? "" : control.defaultValue;
      const value = answer === undefined ? brought : [answer].flat().join("\n");
      if (control.value !== value) control.value = value; // setting the same value would move the caret
    }
  }
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement} whether it is one to tick, and not to write in
 */
export function isChoice(control) {
  return control.type === "checkbox" || control.type === "radio";
}

/** @param {Control} control */
function isChecked(control) {
  return /** @type {HTMLInputElement} */ (control).checked;
}

/**
 * @param {HTMLFormElement} form
 * @returns {Map<string, Control[]>} the controls that hold answers, by name
 */
export function groupByName(form) {
  const all = /** @type {Control[]} */ ([...form.elements]);
  return Map.groupBy(all.filter((one) => one.name && one.localName !== "button"), (one) => one.name);
}

/**
 * @param {string | undefined} field the id of a `people` field
 * @param {number} turn counted from 0; turns go round
 * @returns {string} whose turn it is: their name, else their role; nothing where there is no such field
 */
export function whose(field, turn) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const names = document.querySelectorAll(`input[name^="${field}--"]`);
  const one = names[turn % names.length];
  return one?.value.trim() || one?.labels?.[0].textContent || "";
}

/** @returns {string} the page's language, as the reader's part of the world writes it where that is known */
export function language() {
  const { lang } = document.documentElement;
  return navigator.languages.find((one) => one.startsWith(lang)) ?? lang;
}

/**
 * @param {string} day a date as controls hold it, such as 2027-03-14
 * @returns {string} the date as people write it
 */
export function longDate(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(new Date(year, month - 1, date));
}

/**
 * @param {string} time a time as controls hold it, such as 18:30
 * @param {number} [passed] minutes after it
 * @returns {string} the time as people write it
 */
export function clock(time, passed = 0) {
  const [hour, minute] = time.split(":").map(Number);
  const format = new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" });
  return format.format(new Date(2000, 0, 1, hour, minute + passed));
}

/**
 * @param {Control} control
 * @returns {string} what it holds, as people write it
 */
export function written(control) {
  const { type, value } = control;
  if (!value) return "";
  if (type === "date") return longDate(value);
  if (type === "time") return clock(value);
  return control instanceof HTMLSelectElement ? control.selectedOptions[0].text : value;
}

/**
 * @param {string} moment an ISO date and time
 * @returns {string} its day here, as people write it
 */
export function dayOf(moment) {
  return longDate(isoDay(new Date(moment)));
}

/**
 * @param {Date} [date]
 * @returns {string} its day here as controls hold it; today if left out
 */
export function isoDay(date = new Date()) {
  return date.toLocaleDateString("sv");
}

/**
 * @param {string | undefined} text with places such as {name}
 * @param {Record<string, string | number>} values what to put there
 */
export function interpolate(text, values) {
  return (text ?? "").replaceAll(/{(\w+)}/g, (place, name) => `${values[name] ?? place}`);
}

/**
 * Writes words into an element if they are new; the same again would be read aloud again.
 * @param {Element | null | undefined} element
 * @param {string} [text]
 * @param {Record<string, string | number>} [values] what to put into its places
 */
export function setText(element, text = "", values = undefined) {
  const words = values ? interpolate(text, values) : text;
  if (element && element.textContent !== words) element.textContent = words;
}

/** Answers that belong to the sheet and not to one of the two. */
const SHARED = /^rr-(?!before$|after$)/;

/**
 * @param {string} name a control's
 * @param {number} voice 1 or 2
 * @returns {string} the name its answer is kept under
 */
export function answerKey(name, voice) {
  return voice === 2 && !SHARED.test(name) ? `${name}~2` : name;
}

/**
 * @param {Answers} kept
 * @param {number} voice
 * @returns {Answers} the answers of one of the two, by the names of the page's controls
 */
export function answersOfPerson(kept, voice) {
  if (!kept[TURN_ANSWER]) return kept;
  const own = Object.entries(kept).filter(([name]) => SHARED.test(name) || name.endsWith("~2") === (voice === 2));
  return Object.fromEntries(own.map(([name, answer]) => [name.replace(/~2$/, ""), answer]));
}

/** @param {Answers} kept @returns {number} whose turn it is on a sheet that each fills in whole */
export function personOf(kept) {
  return kept[TURN_ANSWER] === "2" && document.querySelector("rr-pass[data-voices]") ? 2 : 1;
}
