// How long a browser keeps answers: it is asked to keep them, and the reader is reminded to save a file now and then.

import { dayOf, setText } from "../core/text.js";
import { lastSavedFile } from "./file-export.js";
import { attempt } from "../core/attempt.js";
import { UNFILED_SINCE_KEY } from "../core/storage-keys.js";

/** Safari deletes what a site has stored after seven days without a visit; five leave time to act. */
const DAYS = 5;

let asked = false;

/**
 * Called after answers were saved.
 * @param {HTMLElement} place of the reminder; its words are in its data
 */
export function requestPersistence(place) {
  if (!asked) {
    asked = true;
    // Nothing waits for it: some browsers ask the reader, who may never answer.
    navigator.storage?.persist?.().catch(() => false);
  }
  const file = lastSavedFile();
  const since = unfiled(file > new Date().toISOString() ? "" : file); // a clock that was ahead tells nothing
  const days = (Date.now() - Date.parse(since)) / 86_400_000;
  place.hidden = !(days >= DAYS);
  setText(place.querySelector("span"), file ? place.dataset.filed : place.dataset.never, {
    date: dayOf(file || since),
  });
}

/** @param {string} file @returns {string} since when there are answers that no file has; now, where none was noted */
function unfiled(file) {
  const now = new Date().toISOString();
  const since = attempt(() => localStorage.getItem(UNFILED_SINCE_KEY)) ?? "";
  // A time from before the last file, or from a clock that was ahead, tells nothing.
  if (since > file && since <= now) return since;
  attempt(() => localStorage.setItem(UNFILED_SINCE_KEY, now));
  return now;
}
