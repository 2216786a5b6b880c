// The packets that are kept on this device.

import { PACKET_FRAGMENT, readPacketLink } from "./link.js";
import { createElement } from "../core/component.js";
import { allCopies } from "../storage/copies-store.js";
import { withDatabase } from "../storage/database.js";
import { PACKET_ANSWER } from "../core/storage-keys.js";

/**
 * @param {HTMLElement} place lists them
 * @param {string} sheet the id of the sheet of which they are copies
 * @param {string} [own] the copy that is shown already
 */
export async function listSaved(place, sheet, own) {
  const copies = await withDatabase((database) => allCopies(database, sheet)).catch(() => []);
  const entries = await Promise.all(
    copies.filter(({ id }) => id !== own).map(async ({ id, answers }) => {
      const packet = await readPacketLink(`${PACKET_FRAGMENT}${answers[PACKET_ANSWER]}`).catch(() => undefined);
      const href = `?copy=${encodeURIComponent(id)}`;
      return packet
        ? [createElement("li", {}, createElement("a", { href }, packet.title || (place.dataset.untitled ?? "")))]
        : [];
    }),
  );
  place.hidden = !entries.flat().length;
  place.querySelector("ul")?.replaceChildren(...entries.flat());
}
