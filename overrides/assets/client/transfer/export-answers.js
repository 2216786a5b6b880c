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
/** @typedef {import("./transfer.js").default} TransferElement */
/** @typedef {StepDialog<TransferElement>} Steps */

/**
 * Asks how, then does it.
 * @param {TransferElement} element
 * @param {string} mode `all` or `file` for a file of everything or of this sheet, `link`, or `seal`
 */
export function exportAnswers(element, mode) {
  const steps = new StepDialog(element, "give");
  steps.open((what) => {
    if (what === "words") return steps.fiveWords();
    if (what === "file") return asFile(steps, mode);
    if (what === "link") return asLink(steps, mode);
    if (what === "copy") return copied(steps);
    return navigator.share({ url: steps.require("#rr-give-link").value }).catch(() => {}); // closed without sharing
  });
  const draw = () => show(steps, mode);
  steps.form.onchange = draw;
  steps.step(mode);
  draw();
}

/** What is asked follows from what was ticked. @param {Steps} steps @param {string} mode */
function show(steps, mode) {
  const asked = locking(steps, mode);
  steps.require("[data-secrets]").hidden = !asked;
  for (const input of steps.all("[data-secret]")) /** @type {HTMLInputElement} */ (input).required = asked;
  steps.require("[data-unlocked]").hidden = mode !== "link" || asked;
}

/** @param {Steps} steps @param {string} mode @returns {boolean} whether a passphrase is wanted */
function locking(steps, mode) {
  if (mode === "seal") return true;
  return mode === "link" ? !steps.require("#rr-give-bare").checked : steps.require("#rr-give-lock").checked;
}

/**
 * @param {Steps} steps
 * @param {string} mode
 * @returns {Promise<string | undefined>} the passphrase, an empty one for none; undefined while it is not good enough
 */
async function passphrase(steps, mode) {
  if (!locking(steps, mode)) return "";
  const [words, again] = steps.all("[data-secret]").map((input) => /** @type {HTMLInputElement} */ (input).value);
  const { isWeakPassphrase } = await import("../core/encryption.js");
  if (!isWeakPassphrase(words) && words === again) return words;
  steps.say(steps.owner.dataset[isWeakPassphrase(words) ? "short" : "differ"]);
  return undefined;
}

/** @param {Steps} steps @param {string} mode */
async function asFile(steps, mode) {
  const words = await passphrase(steps, mode);
  if (words === undefined) return;
  const copies = await chosen(steps, mode);
  if (!copies.length) return steps.say(steps.owner.dataset.nothing);
  const all = await withDatabase(allCopies).catch(() => []);
  const whole = mode === "all" || (mode === "file" && all.every(({ id }) => id === copies[0].id));
  const neutral = mode === "seal" || mode === "link" || steps.require("#rr-give-neutral").checked;
  await saveFile(copies, { words, neutral, whole });
  steps.owner.when();
  steps.step("saved");
}

/** @param {Steps} steps @param {string} mode */
async function asLink(steps, mode) {
  const words = await passphrase(steps, mode);
  if (words === undefined) return;
  const fragment = await writeAnswersLink(await answerFileText(await chosen(steps, mode), words));
  const link = new URL((steps.owner.dataset.at ?? location.pathname) + fragment, location.href).href;
  if (link.length > TOO_LONG) return steps.say(steps.owner.dataset.longest);
  steps.step("linked");
  steps.require("#rr-give-link").value = link;
  steps.require("#rr-give-link").select();
  steps.require("[data-do=share]").hidden = !("share" in navigator);
  setText(steps.require("[data-length]"), link.length > LONG_LINK ? steps.owner.dataset.long : "", {
    count: link.length,
  });
}

/** @param {Steps} steps */
async function copied(steps) {
  const link = steps.require("#rr-give-link");
  const done = await navigator.clipboard?.writeText(link.value).then(() => true, () => false);
  if (!done) link.select();
  steps.say(steps.owner.dataset[done ? "copied" : "uncopied"]);
}

/**
 * @param {Steps} steps
 * @param {string} mode
 * @returns {Promise<Copy[]>} what shall go out
 */
async function chosen(steps, mode) {
  const sheet = steps.owner.findSheet();
  const autosave = sheet?.autosave;
  await autosave?.flush();
  if (mode === "all") {
    const all = await withDatabase(allCopies);
    const own = autosave?.pending ? await autosave.whole() : undefined; // what could not be saved goes out all the same
    return own ? [own, ...all.filter(({ id }) => id !== own.id)] : all;
  }
  if (!autosave) return [];
  if (mode === "file") return [await autosave.whole()];
  const now = autosave.asItStands;
  const answers = mode === "seal" ? ownOf(sheet) : autosave.answers;
  return [{ ...now, name: steps.require("#rr-give-name").value.trim() || undefined, answers }];
}

/**
 * @param {import("../core/sheet-api.js").Sheet} sheet
 * @returns {Answers} the answers of whoever writes, without those that belong to two
 */
function ownOf(sheet) {
  const own = Object.entries(answersOfPerson(sheet.autosave?.answers ?? {}, sheet.person));
  return Object.fromEntries(own.filter(([name]) => !/^rr-(pass|name|done)/.test(name)));
}
