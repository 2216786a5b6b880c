// What the buttons for files and links do.

import { dayOf, setText } from "../core/text.js";
import { lastSavedFile } from "../storage/file-export.js";

/** @typedef {import("./transfer.js").default} TransferElement */

/**
 * @param {TransferElement} element
 * @param {HTMLInputElement} control a button that was pressed, or a place for a file in which one was chosen
 */
export async function transferAction(element, control) {
  const what = control.dataset.file ?? "";
  const file = control.files?.[0];
  if (what === "take" && file) {
    (await import("./import-answers.js")).importFile(element, file);
    control.value = ""; // so that the same one can be chosen again
  } else if (what === "two") (await import("./joint-envelopes.js")).openJointEnvelopes(element);
  else if (what === "keep" || what === "end") (await import("./joint-envelopes.js")).end(element, what === "keep");
  else if (what !== "take") (await import("./export-answers.js")).exportAnswers(element, what);
}

/** Says when everything was saved last. @param {TransferElement} element */
export function showLastSaved(element) {
  const place = element.querySelector("[data-dated]");
  const date = lastSavedFile();
  setText(place, date ? element.dataset.filed : element.dataset.never, { date: date && dayOf(date) });
}
