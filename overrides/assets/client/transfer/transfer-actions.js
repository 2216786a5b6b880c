// What the buttons for files and links do.

import { dayOf, tell } from "../core/controls.js";
import { savedFile } from "../storage/file-export.js";

/** @typedef {import("./transfer.js").default} Part */

/**
 * @param {Part} part
 * @param {HTMLInputElement} control a button that was pressed, or a place for a file in which one was chosen
 */
export async function act(part, control) {
  const what = control.dataset.file ?? "";
  const file = control.files?.[0];
  if (what === "take" && file) {
    (await import("./import-answers.js")).fromFile(part, file);
    control.value = ""; // so that the same one can be chosen again
  } else if (what === "two") (await import("./joint-envelopes.js")).open(part);
  else if (what === "keep" || what === "end") (await import("./joint-envelopes.js")).end(part, what === "keep");
  else if (what !== "take") (await import("./export-answers.js")).give(part, what);
}

/** Says when everything was saved last. @param {Part} part */
export function when(part) {
  const place = part.querySelector("[data-dated]");
  const date = savedFile();
  tell(place, date ? part.dataset.filed : part.dataset.never, { date: date && dayOf(date) });
}
