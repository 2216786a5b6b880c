// Finds what is missing or unclear in the answers, and says it beside the questions and in a list.

export { clearFaults } from "./clear-faults.js";
import { controlsOf, isChoice } from "../core/controls.js";
import { interpolate } from "../core/text.js";
import { createElement } from "../core/component.js";

/** @typedef {{field: HTMLElement, control: import("../core/controls.js").Control, kind: string, values: Record<string, string>}} Fault */

/**
 * @param {HTMLElement[]} fields the questions that are asked
 * @returns {Fault[]} what is wrong, in order
 */
export function validate(fields) {
  return fields.flatMap((field) => {
    const every = controlsOf(field);
    const seen = every.filter((one) => one.checkVisibility());
    const all = seen.length ? seen : every;
    const missing = field.hasAttribute("data-needed") && !all.some(isGiven);
    if (missing) return [{ field, control: all[0], kind: isChoice(all[0]) ? "choose" : "needed", values: {} }];
    return all.flatMap((control) => {
      const fault = unclear(control);
      return fault ? [{ field, control, ...fault }] : [];
    }).slice(0, 1);
  });
}

/** @param {import("../core/controls.js").Control} control */
function isGiven(control) {
  return isChoice(control) ? control.checked : Boolean(control.value.trim());
}

/**
 * @param {import("../core/controls.js").Control} control
 * @returns {{kind: string, values: Record<string, string>} | undefined}
 */
function unclear(control) {
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
 * Shows a message beside each question, and lists all of them with links.
 * @param {Element} list
 * @param {Fault[]} faults
 * @param {import("../core/sheet-api.js").Sheet} sheet
 * @param {DOMStringMap} texts what to say of each kind of fault
 */
export function showFaults(list, faults, { questions, answers }, texts) {
  list.replaceChildren(...faults.map((fault) => {
    const question = questions.all.get(fault.field.dataset.key ?? "");
    const label = question ? questions.label(question, answers) : "";
    const said = interpolate(texts[fault.kind], { label, ...fault.values });
    mark(fault, said);
    const link = createElement("a", { href: `#${fault.control.id || fault.field.id}` }, said);
    link.dataset.do = "mend";
    return createElement("li", {}, link);
  }));
}

/**
 * Shows a message beside a question, and references it with aria-describedby.
 * @param {Fault} fault
 * @param {string} words
 */
function mark({ field, control }, words) {
  const group = isChoice(control) ? control.closest("fieldset") : null;
  const target = group ?? control;
  const error = createElement("p", { className: "rr-error", id: `rr-f-${field.dataset.key}-error` }, words);
  const legend = group?.querySelector("legend");
  if (legend) legend.after(error);
  else (control.closest(".rr-measure") ?? control).before(error);
  target.setAttribute("aria-describedby", `${target.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
  if (!group) target.setAttribute("aria-invalid", "true");
}
