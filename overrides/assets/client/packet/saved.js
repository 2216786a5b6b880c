// The packets that are kept on this device.

import { BEGINS, read } from "./link.js";
import { make } from "../core/component.js";
import { all, using } from "../storage/database.js";

/** The answer that holds the packet itself, among those of its copy. */
export const WHOLE = "rr-packet";

/**
 * @param {HTMLElement} place lists them
 * @param {string} sheet the id of the sheet of which they are copies
 * @param {string} [own] the copy that is shown already
 */
export async function list(place, sheet, own) {
  const copies = await using((database) => all(database, sheet)).catch(() => []);
  const entries = await Promise.all(
    copies.filter(({ id }) => id !== own).map(async ({ id, answers }) => {
      const packet = await read(`${BEGINS}${answers[WHOLE]}`).catch(() => undefined);
      const href = `?copy=${encodeURIComponent(id)}`;
      return packet ? [make("li", {}, make("a", { href }, packet.title || (place.dataset.untitled ?? "")))] : [];
    }),
  );
  place.hidden = !entries.flat().length;
  place.querySelector("ul")?.replaceChildren(...entries.flat());
}
