// The keys of locked copies. They are in memory only; they are forgotten when nobody has written for a while, when the
// page is out of sight for a while, and when the reader leaves in a hurry.

import { unlocked } from "./file-format.js";
import { deriveKey, freshSalt, openEnvelope, seal, unlock } from "../core/encryption.js";
import { EXIT_EVENT, LOCKED_EVENT } from "../core/events.js";

/** @typedef {import("./copy-record.js").Lock} Lock */
/** @typedef {import("../core/encryption.js").Envelope} Envelope */

/** How long keys stay in memory without a sign of the reader, and out of their sight, in milliseconds. */
const IDLE = 600_000;
const HIDDEN = 120_000;

/** @type {Map<string, CryptoKey>} keys by their salts */
const keys = new Map();
/** When the reader last gave a sign, and when the page went out of sight; by a clock that goes on while a device sleeps. */
let signed = Date.now();
let gone = Infinity;

/** @param {string} salt @returns {Lock | undefined} the lock that the reader has opened */
export function lockOf(salt) {
  const key = keys.get(salt);
  return key && { key, salt };
}

/** @param {string} words a new passphrase @returns {Promise<Lock>} */
export async function lockFrom(words) {
  const salt = freshSalt();
  return hold({ salt, key: await deriveKey(words, salt) });
}

/**
 * Opens a lock.
 * @param {Envelope} envelope
 * @param {string} words the passphrase
 * @returns {Promise<Lock>} rejects if they are wrong, or the envelope was changed
 */
export async function openLock(envelope, words) {
  return hold(await unlock(envelope, words));
}

/** @param {Lock} lock */
function hold({ salt, key }) {
  keys.set(salt, key);
  signed = Date.now();
  return { salt, key };
}

/**
 * @param {Lock} lock
 * @param {Envelope} envelope
 * @returns {Promise<any>} what `write` was given
 */
export async function decryptChanges({ key }, envelope) {
  return JSON.parse(await openEnvelope(key, envelope));
}

/**
 * @param {Lock} lock
 * @param {Envelope} envelope of a copy, which may have come with a file from elsewhere
 * @returns {Promise<ReturnType<unlocked>>} what belongs to the copy, and nothing else
 */
export async function decryptCopy({ key }, envelope) {
  return unlocked(await openEnvelope(key, envelope));
}

/** @param {Lock} lock @param {unknown} value @returns {Promise<Envelope>} */
export function encryptText({ key, salt }, value) {
  return seal(key, salt, JSON.stringify(value));
}

/** Forgets every key. Sheets listen for LOCKED_EVENT, and show no answers from then on. */
export function forgetKeys() {
  if (!keys.size) return;
  // What is still being saved is encrypted with the lock that its Autosave holds.
  keys.clear();
  document.dispatchEvent(new CustomEvent(LOCKED_EVENT));
}

function look() {
  const now = Date.now();
  const backwards = now < signed; // the clock was set: nobody knows how long it was
  if (backwards || now - signed >= IDLE || now - gone >= HIDDEN) forgetKeys();
}

for (const sign of ["keydown", "pointerdown", "input", "scroll"]) {
  addEventListener(sign, () => {
    look(); // a device that slept has not looked
    signed = Date.now();
  }, { capture: true, passive: true });
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
  gone = document.hidden ? Date.now() : Infinity;
});
document.addEventListener(EXIT_EVENT, forgetKeys);
setInterval(look, 1000);
