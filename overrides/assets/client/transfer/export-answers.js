// Answers on their way out: as a file, as a link, or sealed until two people meet.

import { answersOfPerson } from "../storage/participants.js";
import { setText } from "../core/text.js";
import { TOO_LONG, writeAnswersLink } from "./answers-link.js";
import { LONG_LINK } from "../core/codec.js";
import { answerFileText, saveFile } from "../storage/file-export.js";
import { StepDialog } from "../core/dialog.js";
import { withDatabase } from "../storage/database.js";
import { allCopies } from "../storage/copies-store.js";

/** @typedef {import("../core/sheet-api.js").Answers} Answers */
/** @typedef {import("../storage/file-format.js").Copy} Copy */
/** @typedef {import("./transfer.js").default} Part */
/** @typedef {StepDialog<Part>} Talk */

/**
 * Asks how, then does it.
 * @param {Part} part
 * @param {string} way `all` or `file` for a file of everything or of this sheet, `link`, or `seal`
 */
export function exportAnswers(part, way) {
  const talk = new StepDialog(part, "give");
  talk.open((what) => {
    if (what === "words") return talk.fiveWords();
    if (what === "file") return asFile(talk, way);
    if (what === "link") return asLink(talk, way);
    if (what === "copy") return copied(talk);
    return navigator.share({ url: talk.require("#rr-give-link").value }).catch(() => {}); // closed without sharing
  });
  const draw = () => show(talk, way);
  talk.form.onchange = draw;
  talk.step(way);
  draw();
}

/** What is asked follows from what was ticked. @param {Talk} talk @param {string} way */
function show(talk, way) {
  const asked = locking(talk, way);
  talk.require("[data-secrets]").hidden = !asked;
  for (const input of talk.all("[data-secret]")) /** @type {HTMLInputElement} */ (input).required = asked;
  talk.require("[data-unlocked]").hidden = way !== "link" || asked;
}

/** @param {Talk} talk @param {string} way @returns {boolean} whether a passphrase is wanted */
function locking(talk, way) {
  if (way === "seal") return true;
  return way === "link" ? !talk.require("#rr-give-bare").checked : talk.require("#rr-give-lock").checked;
}

/**
 * @param {Talk} talk
 * @param {string} way
 * @returns {Promise<string | undefined>} the passphrase, an empty one for none; nothing while it is not good enough
 */
async function passphrase(talk, way) {
  if (!locking(talk, way)) return "";
  const [words, again] = talk.all("[data-secret]").map((input) => /** @type {HTMLInputElement} */ (input).value);
  const { isWeakPassphrase } = await import("../core/encryption.js");
  if (!isWeakPassphrase(words) && words === again) return words;
  talk.say(talk.part.dataset[isWeakPassphrase(words) ? "short" : "differ"]);
  return undefined;
}

/** @param {Talk} talk @param {string} way */
async function asFile(talk, way) {
  const words = await passphrase(talk, way);
  if (words === undefined) return;
  const copies = await chosen(talk, way);
  if (!copies.length) return talk.say(talk.part.dataset.nothing);
  const all = await withDatabase(allCopies).catch(() => []);
  const whole = way === "all" || (way === "file" && all.every(({ id }) => id === copies[0].id));
  const neutral = way === "seal" || way === "link" || talk.require("#rr-give-neutral").checked;
  await saveFile(copies, { words, neutral, whole });
  talk.part.when();
  talk.step("saved");
}

/** @param {Talk} talk @param {string} way */
async function asLink(talk, way) {
  const words = await passphrase(talk, way);
  if (words === undefined) return;
  const fragment = await writeAnswersLink(await answerFileText(await chosen(talk, way), words));
  const link = new URL((talk.part.dataset.at ?? location.pathname) + fragment, location.href).href;
  if (link.length > TOO_LONG) return talk.say(talk.part.dataset.longest);
  talk.step("linked");
  talk.require("#rr-give-link").value = link;
  talk.require("#rr-give-link").select();
  talk.require("[data-do=share]").hidden = !("share" in navigator);
  setText(talk.require("[data-length]"), link.length > LONG_LINK ? talk.part.dataset.long : "", { count: link.length });
}

/** @param {Talk} talk */
async function copied(talk) {
  const link = talk.require("#rr-give-link");
  const done = await navigator.clipboard?.writeText(link.value).then(() => true, () => false);
  if (!done) link.select();
  talk.say(talk.part.dataset[done ? "copied" : "uncopied"]);
}

/**
 * @param {Talk} talk
 * @param {string} way
 * @returns {Promise<Copy[]>} what shall go out
 */
async function chosen(talk, way) {
  const sheet = talk.part.findSheet();
  const autosave = sheet?.autosave;
  await autosave?.flush();
  if (way === "all") {
    const all = await withDatabase(allCopies);
    const own = autosave?.pending ? await autosave.whole() : undefined; // what could not be saved goes out all the same
    return own ? [own, ...all.filter(({ id }) => id !== own.id)] : all;
  }
  if (!autosave) return [];
  if (way === "file") return [await autosave.whole()];
  const now = autosave.asItStands;
  const answers = way === "seal" ? ownOf(sheet) : autosave.answers;
  return [{ ...now, name: talk.require("#rr-give-name").value.trim() || undefined, answers }];
}

/**
 * @param {import("../core/sheet-api.js").Sheet} sheet
 * @returns {Answers} the answers of whoever writes, without those that belong to two
 */
function ownOf(sheet) {
  const own = Object.entries(answersOfPerson(sheet.autosave?.answers ?? {}, sheet.person));
  return Object.fromEntries(own.filter(([name]) => !/^rr-(pass|name|done)/.test(name)));
}
