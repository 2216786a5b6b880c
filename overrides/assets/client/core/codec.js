// Text compressed and encoded as Base64, and back. Input from elsewhere is not trusted.

import { InvalidInput } from "./untrusted.js";

/** The most a file or a link may hold once it is unpacked, in bytes. */
export const MAX_BYTES = 5 * 1024 * 1024;
/** How many compressed bytes are inflated at a time: at worst they become a thousand times as many. */
const CHUNK = 1024;
/** Longer links than this are cut off by some programs. In characters. */
export const LONG_LINK = 2000;

/**
 * @param {Uint8Array} bytes
 * @returns {string} the bytes as Base64
 */
export function toBase64(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}

/**
 * @param {unknown} text Base64 as `toBase64` writes it
 * @returns {Uint8Array<ArrayBuffer>} throws InvalidInput if it is anything else
 */
export function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(`${text}`), (letter) => letter.charCodeAt(0));
    if (toBase64(bytes) === text) return bytes;
  } catch {
    // not Base64
  }
  throw new InvalidInput("wrong");
}

/** @param {string} letters Base64 @returns {string} the same in letters that need no escaping in an address */
export function toBase64Url(letters) {
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} letters as `toBase64Url` writes them @returns {string} Base64, if they were some */
export function fromBase64Url(letters) {
  const plain = letters.replaceAll("-", "+").replaceAll("_", "/");
  return plain.padEnd(plain.length + (4 - plain.length % 4) % 4, "=");
}

/**
 * @param {string} text
 * @returns {Promise<Uint8Array<ArrayBuffer>>} its UTF-8, compressed (raw DEFLATE)
 */
export async function deflate(text) {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * Stops as soon as there is more than allowed, so that a small file cannot fill the memory.
 * @param {Uint8Array<ArrayBuffer>} bytes what `deflate` made
 * @param {number} [most] how many bytes may come out
 * @returns {Promise<string>} the text; throws InvalidInput if there is too much of it, or it is no such text
 */
export async function inflate(bytes, most = MAX_BYTES) {
  const reader = chunksOf(bytes).pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let [text, size] = ["", 0];
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > most) break;
      text += decoder.decode(next.value, { stream: true });
    }
    text += size > most ? "" : decoder.decode();
  } catch {
    throw new InvalidInput("wrong");
  }
  if (size <= most) return text;
  reader.cancel().catch(() => {}); // nothing waits for it
  throw new InvalidInput("large");
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>} a chunk of them each time more is requested
 */
function chunksOf(bytes) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at += CHUNK));
    },
  }, { highWaterMark: 0 });
}
