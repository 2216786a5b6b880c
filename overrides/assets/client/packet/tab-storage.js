// What this tab remembers of packets, for as long as it is open: those that came with a link, under the ids of their
// copies; the one that led to a sheet (`last`, see worksheet/sheet.js); the one that is being put together (`in-making`);
// and answers that are suggested for a sheet, until they are taken or left (`given~` and the path, see packet/suggestions.js).

import { attempt } from "../storage/database.js";

/** How the names begin under which it does so; page/quick-exit.js clears all of them. */
const TAB = "rr-handed~";

/** @returns {boolean} whether it can remember anything */
export const tabStorageWorks = () => attempt(() => sessionStorage.length >= 0) ?? false;

/** @param {string} name @param {string} text */
export function setTabItem(name, text) {
  attempt(() => sessionStorage.setItem(TAB + name, text));
}

/** @param {string} name @returns {string} what was noted; nothing where nothing was */
export function getTabItem(name) {
  return attempt(() => sessionStorage.getItem(TAB + name)) ?? "";
}

/** @param {string} [name] all that is remembered of packets, if left out */
export function removeTabItem(name) {
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (name === undefined ? key.startsWith(TAB) : key === TAB + name) sessionStorage.removeItem(key);
    }
  });
}
