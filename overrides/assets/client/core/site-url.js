// Where the site is, and where it is published.

/** Where the site begins. */
export const BASE = new URL("../../../", import.meta.url).href;

/**
 * @param {string} address on this site
 * @returns {string} the same where the site is published, if that is known
 */
export function published(address) {
  const template = /** @type {HTMLElement | null} */ (document.querySelector("template#rr-link-to"));
  return (template?.dataset.site || BASE) + new URL(address, location.href).href.slice(BASE.length);
}
