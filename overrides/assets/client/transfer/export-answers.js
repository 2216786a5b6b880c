// Answers on their way out: as a file, as a link, or sealed until two people meet.

import { answersOf, tell } from "../core/controls.js";
import { TOO_LONG, write } from "./answers-link.js";
import { LONG } from "../core/codec.js";
import { saveFile, written } from "../storage/file-export.js";
import * as store from "../storage/database.js";
import { Talk } from "../core/dialog.js";

/** @typedef {import("../storage/file-format.js").Copy} Copy */
/** @typedef {import("./transfer.js").default} Part */

/**
 * Asks how, then does it.
 * @param {Part} part
 * @param {string} way `all` or `file` for a file of everything or of this sheet, `link`, or `seal`
 */
export function give(part, way) {
  const talk = new Talk(part, "give");
  talk.open((what) => {
    if (what === "words") return talk.fiveWords();
    if (what === "file") return asFile(talk, way);
    if (what === "link") return asLink(talk, way);
    if (what === "copy") return copied(talk);
    return navigator.share({ url: talk.one("#rr-give-link").value }).catch(() => {}); // closed without sharing
  });
  const draw = () => show(talk, way);
  talk.form.onchange = draw;
  talk.step(way);
  draw();
}

/** What is asked follows from what was ticked. @param {Talk} talk @param {string} way */
function show(talk, way) {
  const asked = locking(talk, way);
  talk.one("[data-secrets]").hidden = !asked;
  for (const input of talk.all("[data-secret]")) /** @type {HTMLInputElement} */ (input).required = asked;
  talk.one("[data-unlocked]").hidden = way !== "link" || asked;
}

/** @param {Talk} talk @param {string} way @returns {boolean} whether a passphrase is wanted */
function locking(talk, way) {
  if (way === "seal") return true;
  return way === "link" ? !talk.one("#rr-give-bare").checked : talk.one("#rr-give-lock").checked;
}

/**
 * @param {Talk} talk
 * @param {string} way
 * @returns {Promise<string | undefined>} the passphrase, an empty one for none; nothing while it is not good enough
 */
async function passphrase(talk, way) {
  if (!locking(talk, way)) return "";
  const [words, again] = talk.all("[data-secret]").map((input) => /** @type {HTMLInputElement} */ (input).value);
  const { weak } = await import("../core/encryption.js");
  if (!weak(words) && words === again) return words;
  talk.say(talk.part.dataset[weak(words) ? "short" : "differ"]);
  return undefined;
}

/** @param {Talk} talk @param {string} way */
async function asFile(talk, way) {
  const words = await passphrase(talk, way);
  if (words === undefined) return;
  const copies = await chosen(talk, way);
  if (!copies.length) return talk.say(talk.part.dataset.nothing);
  const all = await store.using(store.all).catch(() => []);
  const whole = way === "all" || (way === "file" && all.every(({ id }) => id === copies[0].id));
  const neutral = way === "seal" || way === "link" || talk.one("#rr-give-neutral").checked;
  await saveFile(copies, { words, neutral, whole });
  talk.part.when();
  talk.step("saved");
}

/** @param {Talk} talk @param {string} way */
async function asLink(talk, way) {
  const words = await passphrase(talk, way);
  if (words === undefined) return;
  const fragment = await write(await written(await chosen(talk, way), words));
  const link = new URL((talk.part.dataset.at ?? location.pathname) + fragment, location.href).href;
  if (link.length > TOO_LONG) return talk.say(talk.part.dataset.longest);
  talk.step("linked");
  talk.one("#rr-give-link").value = link;
  talk.one("#rr-give-link").select();
  talk.one("[data-do=share]").hidden = !("share" in navigator);
  tell(talk.one("[data-length]"), link.length > LONG ? talk.part.dataset.long : "", { count: link.length });
}

/** @param {Talk} talk */
async function copied(talk) {
  const link = talk.one("#rr-give-link");
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
  const { sheet } = talk.part;
  const { keeper } = sheet;
  await keeper?.flush();
  if (way === "all") {
    const all = await store.using(store.all);
    const own = keeper?.pending ? await keeper.whole() : undefined; // what could not be saved goes out all the same
    return own ? [own, ...all.filter(({ id }) => id !== own.id)] : all;
  }
  if (!keeper) return [];
  if (way === "file") return [await keeper.whole()];
  const now = keeper.asItStands;
  const answers = way === "seal" ? ownOf(sheet) : keeper.answers;
  return [{ ...now, name: talk.one("#rr-give-name").value.trim() || undefined, answers }];
}

/**
 * @param {import("../worksheet/sheet.js").default} sheet
 * @returns {store.Answers} the answers of whoever writes, without those that belong to two
 */
function ownOf(sheet) {
  const own = Object.entries(answersOf(sheet.keeper?.answers ?? {}, sheet.voice));
  return Object.fromEntries(own.filter(([name]) => !/^rr-(pass|name|done)/.test(name)));
}
