// Reads and writes the controls of a form.

import { clock, longDate } from "./text.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * @param {Control[]} named every control of one name
 * @returns {string | string[] | undefined} their answer; undefined if absent
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

/** @param {Element} field @returns {Control[]} the controls that hold its answer */
export function controlsOf(field) {
  const all = /** @type {NodeListOf<Control>} */ (field.querySelectorAll("input[name], textarea[name], select[name]"));
  return [...all].filter((control) => control.type !== "hidden");
}

/**
 * @param {string | undefined} field the id of a `people` field
 * @param {number} turn counted from 0; turns go round
 * @returns {string} whose turn it is: their name, else their role; undefined if there is no such field
 */
export function whose(field, turn) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const names = document.querySelectorAll(`input[name^="${field}--"]`);
  const one = names[turn % names.length];
  return one?.value.trim() || one?.labels?.[0].textContent || "";
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
