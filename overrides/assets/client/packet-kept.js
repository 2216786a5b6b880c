// The packets that are kept on this device.

import { BEGINS, read } from "./packet-link.js";
import { make } from "./part.js";

/** The answer that holds the packet itself, among those of its copy. */
export const WHOLE = "rr-packet";

/**
 * @param {import("./store.js").Copy[]} copies
 * @param {string} page the address that opens them
 * @param {string} untitled what a packet without a title is called
 * @returns {Promise<HTMLElement[]>} a way to each that holds a packet
 */
export async function listed(copies, page, untitled) {
  const entries = await Promise.all(copies.map(async ({ id, answers }) => {
    const packet = await read(`${BEGINS}${answers[WHOLE]}`).catch(() => undefined);
    const href = `${page}?copy=${encodeURIComponent(id)}`;
    return packet ? [make("li", {}, make("a", { href }, packet.title || untitled))] : [];
  }));
  return entries.flat();
}
