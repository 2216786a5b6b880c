// The earlier versions of the copy in view: what stood there when a sitting began, or before it was replaced.

import { replaceAnswers } from "../storage/copy-edits.js";
import { clock, dayOf, interpolate } from "../core/text.js";
import { createElement } from "../core/component.js";
import { decrypt } from "../storage/copy-record.js";
import { withDatabase } from "../storage/database.js";
import { earlierVersions } from "../storage/copies-store.js";

/** @typedef {import("../core/sheet-api.js").Copy} Copy */

/**
 * Shows them, each with a button that brings it back.
 * @param {HTMLElement} container holds the list, and the words in its data
 * @param {import("../core/sheet-api.js").Sheet} sheet
 */
export async function listVersions(container, sheet) {
  const { autosave } = sheet;
  if (!autosave?.copy) return;
  const id = autosave.copy;
  const kept = await withDatabase((database) => earlierVersions(database, id));
  const all = await Promise.all(kept.map((one) => decrypt(one, autosave.lock)));
  const rows = all.flatMap((one) => one ? [row(container, autosave, sheet, one.copy)] : []);
  container.hidden = !rows.length;
  container.querySelector("ul")?.replaceChildren(...rows);
}

/**
 * @param {HTMLElement} container
 * @param {import("../core/sheet-api.js").AutosaveApi} autosave
 * @param {import("../core/sheet-api.js").Sheet} sheet
 * @param {Copy} version
 */
function row(container, autosave, sheet, version) {
  const { done, of } = version.progress ?? { done: 0, of: 0 };
  const saved = new Date(version.saved);
  const time = clock(`${saved.getHours()}:${saved.getMinutes()}`);
  const words = interpolate(container.dataset.was, { date: dayOf(version.saved), time, done, of });
  const button = createElement(
    "button",
    { type: "button", className: "rr-button rr-button-quiet" },
    container.dataset.back ?? "",
  );
  button.append(createElement("span", { className: "rr-aural" }, ` ${words}`));
  button.addEventListener("click", async () => {
    await replaceAnswers(autosave, version.answers);
    sheet.show();
    container.closest("details")?.querySelector("summary")?.focus();
  });
  return createElement(
    "li",
    {},
    createElement("p", { className: "rr-copy-state" }, words),
    createElement("p", {}, button),
  );
}
