// Finds what is missing or unclear in the answers, and says it beside the question.

import { controls } from "./spoken.js";

/** @typedef {{field: HTMLElement, control: import("./answers.js").Control, kind: string, values: Record<string, string>}} Fault */

/**
 * @param {HTMLElement[]} fields the questions that are asked
 * @returns {Fault[]} what is wrong, in order
 */
export function faults(fields) {
  return fields.flatMap((field) => {
    const every = controls(field);
    const seen = every.filter((one) => one.checkVisibility());
    const all = seen.length ? seen : every;
    const missing = field.hasAttribute("data-needed") && !all.some(isGiven);
    const choosing = ["radio", "checkbox"].includes(all[0].type);
    if (missing) return [{ field, control: all[0], kind: choosing ? "choose" : "needed", values: {} }];
    return all.flatMap((control) => {
      const fault = unclear(control);
      return fault ? [{ field, control, ...fault }] : [];
    }).slice(0, 1);
  });
}

/** @param {import("./answers.js").Control} control */
function isGiven(control) {
  const choice = control.type === "radio" || control.type === "checkbox";
  return choice ? /** @type {HTMLInputElement} */ (control).checked : Boolean(control.value.trim());
}

/**
 * @param {import("./answers.js").Control} control
 * @returns {{kind: string, values: Record<string, string>} | undefined}
 */
export function unclear(control) {
  if (control.validity?.badInput) return { kind: "unclear", values: {} };
  const text = control.value.trim().replace(",", ".");
  const { least = "", most = "", whole } = control.dataset;
  if (!text || (control.inputMode !== "decimal" && control.inputMode !== "numeric")) return undefined;
  if (!(whole === undefined ? /^-?\d+(\.\d+)?$/ : /^\d+$/).test(text)) {
    return { kind: whole === undefined ? "number" : "whole", values: {} };
  }
  const number = Number(text);
  if ((!least || number >= Number(least)) && (!most || number <= Number(most))) return undefined;
  return { kind: least && most ? "between" : least ? "least" : "most", values: { least, most } };
}

/**
 * Puts words beside a question, and ties them to it for screen readers.
 * @param {Fault} fault
 * @param {string} words
 */
export function mark({ field, control }, words) {
  const group = control.type === "radio" || control.type === "checkbox" ? control.closest("fieldset") : null;
  const place = group ?? control;
  const error = document.createElement("p");
  error.className = "rr-error";
  error.id = `rr-f-${field.dataset.key}-error`;
  error.textContent = words;
  (group?.querySelector("legend") ?? control.closest(".rr-measure") ?? control).before(error);
  if (group) group.querySelector("legend")?.after(error);
  const described = (place.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  place.setAttribute("aria-describedby", [...described, error.id].join(" "));
  if (!group) place.setAttribute("aria-invalid", "true");
}

/** Takes the words away again. @param {Element} place a question, or the whole page */
export function unmark(place) {
  for (const error of place.querySelectorAll(".rr-error")) {
    const tied = document.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
    const others = (tied?.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== error.id);
    if (others.length) tied?.setAttribute("aria-describedby", others.join(" "));
    else tied?.removeAttribute("aria-describedby");
    tied?.removeAttribute("aria-invalid");
    error.remove();
  }
}
