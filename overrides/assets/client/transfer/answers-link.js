// Answers in the part of a link that is never sent: behind the #. Packed, and locked unless the reader insists.

import { checked, isEnvelope } from "../core/encryption.js";
import { deflate, fromBase64, fromUrl, inflate, toBase64, toUrl } from "../core/codec.js";
import { fromJson, Unreadable } from "../core/untrusted.js";

export const BEGINS = "#rr-answers-in=";
const VERSION = 1;
/** Much longer links than those of `LONG` are cut off by most programs. In characters. */
export const TOO_LONG = 8000;
const FORM = /^(\d{1,6})([lp])\.([\w.-]+)$/;
/** What every envelope of this version has, so that a link need not say it. */
const HEADER = { format: "relationship-reset locked", version: 1, cipher: "AES-256-GCM", kdf: "PBKDF2-HMAC-SHA-256" };
const ITERATIONS = 600_000;

/**
 * @param {string} text an answer file, or an envelope as JSON
 * @returns {Promise<string>} what to put behind an address, from the # on
 */
export async function write(text) {
  const thing = fromJson(text);
  if (!isEnvelope(thing)) {
    const packed = await deflate(JSON.stringify(thing));
    return `${BEGINS}${VERSION}p.${toUrl(toBase64(packed))}`;
  }
  const { salt, iv, data } = checked(thing);
  return `${BEGINS}${VERSION}l.${[salt, iv, data].map(toUrl).join(".")}`;
}

/**
 * @param {string} fragment of an address, from the # on
 * @returns {Promise<string>} what `write` was given; fails as unreadable
 */
export async function read(fragment) {
  const [, version, kind, rest] = FORM.exec(fragment.slice(BEGINS.length)) ?? [];
  if (Number(version) > VERSION) throw new Unreadable("newer");
  if (!fragment.startsWith(BEGINS) || Number(version) !== VERSION) throw new Unreadable("unclear");
  if (fragment.length > 4 * TOO_LONG) throw new Unreadable("large");
  if (kind === "p") return await inflate(fromBase64(fromUrl(rest)));
  const [salt, iv, data] = rest.split(".").map(fromUrl);
  return JSON.stringify(checked({ ...HEADER, iterations: ITERATIONS, salt, iv, data }));
}
