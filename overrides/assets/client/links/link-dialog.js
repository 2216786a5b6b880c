// "Link to this": a dialog with the address of something, to copy, to send, or as a square code. Its markup and words
// stand in main.html. Any module may open it; what is beside headings opens it by itself, see main.js.

import { setText } from "../core/text.js";
import { copyToClipboard } from "../core/share.js";
import { createElement } from "../core/component.js";
import { BASE, published } from "../core/site-url.js";
import { ERASED_EVENT, EXIT_EVENT } from "../core/events.js";

/**
 * @typedef {object} Link
 * @property {string} title of what it leads to
 * @property {string} url with the host
 * @property {boolean} [choose] whether it may be made to speak to couples or business partners only
 * @property {boolean} [plain] whether it leads to a place in the guide and holds nothing else, which is then said
 * @property {string} [code] the address of a file with its square code, where the site has one
 */

/** Opens the dialog for the control beside a heading, a question, a card. @param {HTMLAnchorElement} control */
export function openFor(control) {
  const { site = "", to = "" } = template()?.dataset ?? {};
  const { origin, pathname, hash } = new URL(control.href);
  const path = (origin + pathname).slice(BASE.length).replace(/(^|\/)index\.html$/, "$1");
  const anchor = hash === "#rr-top" ? "" : hash;
  openLinkDialog({
    title: control.dataset.link ?? (control.getAttribute("aria-label") ?? control.textContent).slice(to.length).trim(),
    url: published(BASE + path + anchor),
    choose: "choose" in control.dataset ||
      (!control.closest("[data-audience]") && !!document.querySelector(".rr-page [data-audience]")),
    plain: true,
    code: site && "fixed" in control.dataset ? `${BASE}qr/${path}${hash.slice(1)}.svg` : "",
  });
}

/** Opens the dialog for any link. @param {Link} link */
export function openLinkDialog(link) {
  const from = template();
  if (!from) return location.assign(link.url);
  document.querySelector(".rr-link-to")?.remove();
  const dialog = /** @type {HTMLDialogElement} */ (document.importNode(from.content, true).firstElementChild);
  from.after(dialog);
  const stop = new AbortController();
  const { signal } = stop;
  for (const end of [EXIT_EVENT, ERASED_EVENT]) document.addEventListener(end, () => dialog.close(), { signal });
  addEventListener("popstate", () => dialog.close(), { signal });
  dialog.addEventListener("close", () => {
    stop.abort();
    dialog.remove();
  });
  dialog.addEventListener("change", () => show(dialog, link));
  dialog.addEventListener("click", ({ target }) => {
    const what = /** @type {Element} */ (target).closest("button")?.dataset.do;
    if (what) act(dialog, link, what);
  });
  /** @type {Record<string, unknown>} */
  const fits = { share: "share" in navigator, plain: link.plain, choose: link.choose };
  for (const piece of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-if]"))) {
    piece.hidden = !fits[piece.dataset.if ?? ""];
  }
  one(dialog, "[data-title]").textContent = link.title;
  show(dialog, link);
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog @param {Link} link @returns {string} the address as it is wanted */
function wanted(dialog, { url }) {
  const audience = /** @type {HTMLInputElement | null} */ (dialog.querySelector("input:checked"))?.value;
  if (!audience) return url;
  const address = new URL(url);
  address.searchParams.set("for", audience);
  return address.href;
}

/** Shows the address, and its code. @param {HTMLDialogElement} dialog @param {Link} link */
function show(dialog, link) {
  const address = wanted(dialog, link);
  one(dialog, "input[readonly]").value = address;
  const said = [link.title, `${link.title}\r\n${address}`].map(encodeURIComponent);
  one(dialog, "[data-mail]").setAttribute("href", `mailto:?subject=${said[0]}&body=${said[1]}`);
  setText(one(dialog, ".rr-status"), "");
  const label = (dialog.dataset.code ?? "").replace("{title}", link.title);
  const container = one(dialog, "[data-code-here]");
  const draw = async () => {
    const { svgOf } = await import("./qr-code.js");
    if (address === wanted(dialog, link)) container.replaceChildren(svgOf(address, label));
  };
  if (!link.code || address !== link.url) return draw();
  const picture = createElement("img", { className: "rr-qr", src: link.code, alt: label });
  picture.addEventListener("error", draw); // without a connection, say
  container.replaceChildren(picture);
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {Link} link
 * @param {string} what was pressed
 */
async function act(dialog, link, what) {
  if (what === "close") return dialog.close();
  const { title } = link;
  const url = wanted(dialog, link);
  if (what === "svg" || what === "png") {
    const { saveCode } = await import("./qr-code.js");
    return saveCode(url, title, what, what === "svg" ? dialog.querySelector("img")?.src : "");
  }
  const status = one(dialog, ".rr-status");
  if (what === "share") {
    return navigator.share({ title, url }).catch(({ name }) => {
      if (name !== "AbortError") setText(status, status.dataset.unshared); // else closed without sharing
    });
  }
  setText(status, status.dataset[await copyToClipboard(linkText(what, title, url)) ? "copied" : "failed"]);
}

/**
 * @param {string} how "link", "titled" or "markdown"
 * @param {string} title
 * @param {string} url
 * @returns {string} what is copied
 */
export function linkText(how, title, url) {
  if (how === "link") return url;
  if (how === "titled") return `${title}\n${url}`;
  const bare = url.replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${title.replaceAll(/[\\[\]<>*_`]/g, "\\$&")}](${bare})`;
}

/** The dialog as the page brings it. @returns {HTMLTemplateElement | null} nothing on a page without the site around it */
function template() {
  return document.querySelector("template#rr-link-to");
}

/** @param {HTMLDialogElement} dialog @param {string} selector @returns {HTMLInputElement} or another element */
function one(dialog, selector) {
  return /** @type {HTMLInputElement} */ (dialog.querySelector(selector));
}
