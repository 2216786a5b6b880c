// Gives the reader a file of copies, and remembers when it held everything.

import { attempt } from "../core/attempt.js";
import { FILE_SAVED_KEY } from "../core/storage-keys.js";

/** @returns {string} when everything was last saved as a file from here, as an ISO date and time; an empty text if never */
export function lastSavedFile() {
  return attempt(() => localStorage.getItem(FILE_SAVED_KEY)) ?? "";
}

/**
 * Gives the reader a file; throws InvalidInput if it would be too large to be opened again.
 * @param {import("./file-format.js").Copy[]} copies from the store or from memory
 * @param {object} [wishes]
 * @param {string} [wishes.words] the passphrase to lock it with
 * @param {boolean} [wishes.neutral] whether its name shall tell nothing
 * @param {boolean} [wishes.whole] whether these are all copies there are
 */
export async function saveFile(copies, { words = "", neutral = false, whole = false } = {}) {
  const text = await answerFileText(copies, words);
  const [{ isoDay }, { saveAsFile }] = await Promise.all([
    import("../core/text.js"),
    import("../core/share.js"),
  ]);
  saveAsFile(text, `${neutral ? "notes" : "relationship-reset"}-${isoDay()}.json`, "application/json");
  if (whole) attempt(() => localStorage.setItem(FILE_SAVED_KEY, new Date().toISOString()));
}

/**
 * @param {import("./file-format.js").Copy[]} copies
 * @param {string} [words] the passphrase to lock it with
 * @returns {Promise<string>} a file of them; throws InvalidInput if it is too large
 */
export async function answerFileText(copies, words = "") {
  const [
    { makeAnswerFile },
    { freshSalt, deriveKey, seal },
    { MAX_BYTES },
    { InvalidInput },
  ] = await Promise.all([
    import("./file-format.js"),
    import("../core/encryption.js"),
    import("../core/codec.js"),
    import("../core/untrusted.js"),
  ]);
  const text = makeAnswerFile(copies, worksheetTitles());
  if (new Blob([text]).size > MAX_BYTES) throw new InvalidInput("large");
  if (!words) return text;
  const salt = freshSalt();
  return JSON.stringify(await seal(await deriveKey(words, salt), salt, text), null, 2);
}

/** @returns {Map<string, string>} the titles of the worksheets that the page in view knows, by their ids */
export function worksheetTitles() {
  const element = /** @type {HTMLElement | null} */ (document.querySelector("rr-transfer"));
  const sheets = /** @type {Record<string, [string, string]>} */ (JSON.parse(element?.dataset.sheets ?? "{}"));
  return new Map(Object.entries(sheets).map(([id, [title]]) => [id, title]));
}
