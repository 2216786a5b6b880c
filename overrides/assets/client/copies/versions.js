// The earlier versions of the copy in view: what stood there when a sitting began, or before it was replaced.

import { replace } from "../storage/copy-edits.js";
import { clock, dayOf, fill } from "../core/controls.js";
import { make } from "../core/component.js";
import { opened } from "../storage/copy-record.js";
import * as store from "../storage/database.js";

/**
 * Shows them, each with a button that brings it back.
 * @param {HTMLElement} place holds the list, and the words in its data
 * @param {import("../worksheet/sheet.js").default} sheet
 */
export async function list(place, sheet) {
  const { keeper } = sheet;
  if (!keeper?.copy) return;
  const id = keeper.copy;
  const kept = await store.using((database) => store.earlier(database, id));
  const all = await Promise.all(kept.map((one) => opened(one, keeper.lock)));
  const rows = all.flatMap((one) => one ? [row(place, keeper, sheet, one.copy)] : []);
  place.hidden = !rows.length;
  place.querySelector("ul")?.replaceChildren(...rows);
}

/**
 * @param {HTMLElement} place
 * @param {import("../storage/autosave.js").Keeper} keeper
 * @param {import("../worksheet/sheet.js").default} sheet
 * @param {store.Copy} version
 */
function row(place, keeper, sheet, version) {
  const { done, of } = version.progress ?? { done: 0, of: 0 };
  const saved = new Date(version.saved);
  const time = clock(`${saved.getHours()}:${saved.getMinutes()}`);
  const words = fill(place.dataset.was, { date: dayOf(version.saved), time, done, of });
  const button = make("button", { type: "button", className: "rr-button rr-button-quiet" }, place.dataset.back ?? "");
  button.append(make("span", { className: "rr-aural" }, ` ${words}`));
  button.addEventListener("click", async () => {
    await replace(keeper, version.answers);
    sheet.show();
    place.closest("details")?.querySelector("summary")?.focus();
  });
  return make("li", {}, make("p", { className: "rr-copy-state" }, words), make("p", {}, button));
}
