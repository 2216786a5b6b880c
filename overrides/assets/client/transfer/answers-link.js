// Answers in the part of a link that is never sent: behind the #. Packed, and locked unless the reader insists.

import { checkedEnvelope, isEnvelope } from "../core/encryption.js";
import { deflate, fromBase64, fromBase64Url, inflate, toBase64, toBase64Url } from "../core/codec.js";
import { InvalidInput, parseJson } from "../core/untrusted.js";
import { ANSWERS_FRAGMENT } from "../core/fragments.js";

const VERSION = 1;
/** Much longer links than those of `LONG` are cut off by most programs. In characters. */
export const TOO_LONG = 8000;
const FORM = /^(\d{1,6})([lp])\.([\w.-]+)$/;
/** What every envelope of this version has, so that a link need not say it. */
const HEADER = { format: "relationship-reset locked", version: 1, cipher: "AES-256-GCM", kdf: "PBKDF2-HMAC-SHA-256" };
/** The rounds of every envelope in a link of this version, whatever is written elsewhere. */
const LINK_ITERATIONS = 600_000;

/**
 * @param {string} text an answer file, or an envelope as JSON
 * @returns {Promise<string>} what to put behind an address, from the # on
 */
export async function writeAnswersLink(text) {
  const input = parseJson(text);
  if (!isEnvelope(input)) {
    const packed = await deflate(JSON.stringify(input));
    return `${ANSWERS_FRAGMENT}${VERSION}p.${toBase64Url(toBase64(packed))}`;
  }
  const { salt, iv, data } = checkedEnvelope(input);
  return `${ANSWERS_FRAGMENT}${VERSION}l.${[salt, iv, data].map(toBase64Url).join(".")}`;
}

/**
 * @param {string} fragment of an address, from the # on
 * @returns {Promise<string>} what was encoded; throws InvalidInput
 */
export async function readAnswersLink(fragment) {
  const [, version, kind, rest] = FORM.exec(fragment.slice(ANSWERS_FRAGMENT.length)) ?? [];
  if (Number(version) > VERSION) throw new InvalidInput("newer");
  if (!fragment.startsWith(ANSWERS_FRAGMENT) || Number(version) !== VERSION) throw new InvalidInput("unclear");
  if (fragment.length > 4 * TOO_LONG) throw new InvalidInput("large");
  if (kind === "p") return await inflate(fromBase64(fromBase64Url(rest)));
  const [salt, iv, data] = rest.split(".").map(fromBase64Url);
  return JSON.stringify(checkedEnvelope({ ...HEADER, iterations: LINK_ITERATIONS, salt, iv, data }));
}
