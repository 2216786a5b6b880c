// A text locked with a passphrase. The format is described in docs/about/file-formats.md; nothing here knows answers.

import { deflate, fromBase64, inflate, MAX_BYTES, toBase64 } from "./codec.js";
import { integerBetween, InvalidInput, ownProperty } from "./untrusted.js";

export { InvalidInput };

/**
 * @typedef {object} Envelope A locked text. All but `data` is its header; to change a letter of that spoils the whole.
 * @property {"relationship-reset locked"} format
 * @property {number} version
 * @property {"AES-256-GCM"} cipher
 * @property {"PBKDF2-HMAC-SHA-256"} kdf
 * @property {number} iterations
 * @property {string} salt 16 bytes in Base64
 * @property {string} iv 12 bytes in Base64
 * @property {string} data what is locked, with 16 bytes that prove it unchanged, in Base64
 */

const FORMAT = "relationship-reset locked";
const VERSION = 1;
const CIPHER = "AES-256-GCM";
const KDF = "PBKDF2-HMAC-SHA-256";
/** Rounds of PBKDF2: how many are written, and the fewest that are accepted. */
export const ITERATIONS = 600_000;
const LEAST_ITERATIONS = 600_000;
/** More than that would only keep the reader's device busy. */
const MOST_ITERATIONS = 10_000_000;
const [SALT, IV, PROOF] = [16, 12, 16];
/** The smallest padded size; each further one is twice as large. It includes the four bytes that tell the length. */
const BUCKET = 1024;
const LENGTH = 4;
/** The fewest characters of a passphrase. Five words of the list always have more. */
const FEWEST = 12;

/** @returns {string} a new salt, for `deriveKey` and `seal` */
export function freshSalt() {
  return toBase64(crypto.getRandomValues(new Uint8Array(SALT)));
}

/**
 * @param {string} words a passphrase
 * @returns {string} the same for all ways of typing it
 */
function normal(words) {
  return words.normalize("NFKC").trim();
}

/**
 * @param {string} words
 * @returns {boolean} whether they are too short for a passphrase
 */
export function isWeakPassphrase(words) {
  return [...normal(words)].length < FEWEST;
}

/**
 * Slow on purpose, about half a second, so that guessing is slow too. Keep the key, never the words.
 * @param {string} words the passphrase
 * @param {string} salt from `freshSalt`, or of an envelope
 * @param {number} [iterations] an envelope's; today's if left out
 * @returns {Promise<CryptoKey>} a key that no script can read
 */
export async function deriveKey(words, salt, iterations = ITERATIONS) {
  const given = new TextEncoder().encode(normal(words));
  const base = await crypto.subtle.importKey("raw", given, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * @param {CryptoKey} key from `deriveKey`, with today's iterations
 * @param {string} salt the one the key was made with
 * @param {string} text
 * @returns {Promise<Envelope>} the text, locked anew; throws InvalidInput if it is too large to be opened again
 */
export async function seal(key, salt, text) {
  if (new Blob([text]).size > MAX_BYTES) throw new InvalidInput("large");
  const iv = toBase64(crypto.getRandomValues(new Uint8Array(IV)));
  /** @type {Omit<Envelope, "data">} */
  const header = { format: FORMAT, version: VERSION, cipher: CIPHER, kdf: KDF, iterations: ITERATIONS, salt, iv };
  const sealed = await crypto.subtle.encrypt(settings(header), key, padded(await deflate(text)));
  return { ...header, data: toBase64(new Uint8Array(sealed)) };
}

/**
 * @param {CryptoKey} key from `deriveKey`, with the envelope's salt and iterations
 * @param {unknown} envelope from anywhere
 * @returns {Promise<string>} the text; throws InvalidInput with one reason for wrong words and for a changed copy
 */
export async function openEnvelope(key, envelope) {
  const { data, ...header } = checkedEnvelope(envelope);
  let bytes;
  try {
    bytes = new Uint8Array(await crypto.subtle.decrypt(settings(header), key, fromBase64(data)));
  } catch {
    throw new InvalidInput("wrong");
  }
  return inflate(unpadded(bytes));
}

/**
 * @param {unknown} envelope from anywhere
 * @param {string} words the passphrase
 * @returns {Promise<{key: CryptoKey, salt: string, text: string}>} the text, and a key and its salt to lock it with
 *   again; throws as `openEnvelope` does
 */
export async function unlock(envelope, words) {
  const { salt, iterations } = checkedEnvelope(envelope);
  const key = await deriveKey(words, salt, iterations);
  const text = await openEnvelope(key, envelope);
  return { key: iterations === ITERATIONS ? key : await deriveKey(words, salt), salt, text };
}

/**
 * @param {unknown} input
 * @returns {boolean} whether it says of itself that it is an envelope, of whatever version
 */
export function isEnvelope(input) {
  return ownProperty(input, "format") === FORMAT;
}

/**
 * @param {unknown} input
 * @returns {Envelope} the same, with all that it needs and nothing else; throws InvalidInput if something is wrong
 */
export function checkedEnvelope(input) {
  const [version, iterations] = [ownProperty(input, "version"), ownProperty(input, "iterations")];
  if (isEnvelope(input) && Number(version) > VERSION) throw new InvalidInput("newer");
  const [salt, iv, data] = ["salt", "iv", "data"].map((name) => ownProperty(input, name));
  const right = isEnvelope(input) && version === VERSION && ownProperty(input, "cipher") === CIPHER &&
    ownProperty(input, "kdf") === KDF && integerBetween(iterations, LEAST_ITERATIONS, MOST_ITERATIONS) &&
    fromBase64(salt).length === SALT &&
    fromBase64(iv).length === IV &&
    typeof data === "string" && data.length >= (BUCKET + PROOF) * 4 / 3;
  if (!right) throw new InvalidInput("wrong");
  return /** @type {Envelope} */ ({ format: FORMAT, version, cipher: CIPHER, kdf: KDF, iterations, salt, iv, data });
}

/** @param {Omit<Envelope, "data">} header @returns {AesGcmParams} the header's seven values, each on a line */
function settings({ format, version, cipher, kdf, iterations, salt, iv }) {
  const lines = [format, version, cipher, kdf, iterations, salt, iv].join("\n");
  return { name: "AES-GCM", iv: fromBase64(iv), additionalData: new TextEncoder().encode(lines) };
}

/** @param {Uint8Array} bytes @returns {Uint8Array<ArrayBuffer>} their number, they, and zeros */
function padded(bytes) {
  let size = BUCKET;
  while (size < bytes.length + LENGTH) size *= 2;
  const filled = new Uint8Array(size);
  new DataView(filled.buffer).setUint32(0, bytes.length);
  filled.set(bytes, LENGTH);
  return filled;
}

/** @param {Uint8Array<ArrayBuffer>} filled @returns {Uint8Array<ArrayBuffer>} what `padded` was given */
function unpadded(filled) {
  const length = filled.length < LENGTH ? Infinity : new DataView(filled.buffer).getUint32(0);
  if (length > filled.length - LENGTH) throw new InvalidInput("wrong");
  return filled.subarray(LENGTH, LENGTH + length);
}
