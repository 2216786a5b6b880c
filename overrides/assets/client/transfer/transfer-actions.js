// What the buttons for files and links do.

import { dayOf, setText } from "../core/text.js";
import { lastSavedFile } from "../storage/file-export.js";

/** @typedef {import("./transfer.js").default} Part */

/**
 * @param {Part} part
 * @param {HTMLInputElement} control a button that was pressed, or a place for a file in which one was chosen
 */
export async function transferAction(part, control) {
  const what = control.dataset.file ?? "";
  const file = control.files?.[0];
  if (what === "take" && file) {
    (await import("./import-answers.js")).importFile(part, file);
    control.value = ""; // so that the same one can be chosen again
  } else if (what === "two") (await import("./joint-envelopes.js")).openJointEnvelopes(part);
  else if (what === "keep" || what === "end") (await import("./joint-envelopes.js")).end(part, what === "keep");
  else if (what !== "take") (await import("./export-answers.js")).exportAnswers(part, what);
}

/** Says when everything was saved last. @param {Part} part */
export function showLastSaved(part) {
  const place = part.querySelector("[data-dated]");
  const date = lastSavedFile();
  setText(place, date ? part.dataset.filed : part.dataset.never, { date: date && dayOf(date) });
}
