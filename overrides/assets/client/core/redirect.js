// An old address leads to the one of today. Loaded only where a page is opened at one.

/**
 * Goes to where something is now, with what the address asks for. Whatever else stands behind the `#` of a page that has
 * moved goes along, such as answers in a link.
 * @param {string} now the address of today, as seen from this page
 */
export function followRedirect(now) {
  const address = new URL(now, location.href);
  address.search = location.search;
  address.hash ||= location.hash;
  // On the same page the browser stands at the mark already; the theme would fetch the page anew for another `#`.
  if (address.pathname === location.pathname) history.replaceState(history.state, "", address);
  else location.replace(address);
}
