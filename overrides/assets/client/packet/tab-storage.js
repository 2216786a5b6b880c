// What this tab remembers of packets, for as long as it is open: those that came with a link, under the ids of their
// copies; the one that led to a sheet (LAST_PACKET); the one that is being put together (PACKET_DRAFT); and answers that
// are suggested for a sheet, until they are taken or left (SUGGESTIONS_PREFIX and the path). All begin with
// PACKET_PREFIX, and page/quick-exit.js clears all of them.

import { attempt } from "../core/attempt.js";
import { PACKET_PREFIX } from "../core/storage-keys.js";

/** @returns {boolean} whether it can remember anything */
export const tabStorageWorks = () => attempt(() => sessionStorage.length >= 0) ?? false;

/** @param {string} name @param {string} text */
export function setTabItem(name, text) {
  attempt(() => sessionStorage.setItem(PACKET_PREFIX + name, text));
}

/** @param {string} name @returns {string} the stored text; empty if absent */
export function getTabItem(name) {
  return attempt(() => sessionStorage.getItem(PACKET_PREFIX + name)) ?? "";
}

/** @param {string} [name] all that is remembered of packets, if left out */
export function removeTabItem(name) {
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (name === undefined ? key.startsWith(PACKET_PREFIX) : key === PACKET_PREFIX + name) {
        sessionStorage.removeItem(key);
      }
    }
  });
}
