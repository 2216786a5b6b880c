// The only script every page loads. It brings in what the page in view uses, and again after each instant navigation.

import { attempt } from "./core/attempt.js";
import { revealTarget } from "./core/preferences.js";
import { PACKET_PREFIX, SUGGESTIONS_PREFIX } from "./core/storage-keys.js";
import { SUGGESTIONS_FRAGMENT } from "./core/fragments.js";

/** The module of each custom element; its default export is the class. @type {Record<string, () => Promise<{default: CustomElementConstructor}>>} */
const ELEMENTS = {
  "rr-agenda": () => import("./fields/agenda.js"),
  "rr-calendar": () => import("./fields/calendar.js"),
  "rr-copies": () => import("./copies/copies.js"),
  "rr-deck": () => import("./fields/deck.js"),
  "rr-embed-code": () => import("./links/embed-code.js"),
  "rr-erase": () => import("./page/erase.js"),
  "rr-link-index": () => import("./links/link-index.js"),
  "rr-lock": () => import("./copies/lock.js"),
  "rr-packet-builder": () => import("./packet/builder.js"),
  "rr-packet-viewer": () => import("./packet/viewer.js"),
  "rr-preferences": () => import("./core/preferences.js"),
  "rr-progress": () => import("./worksheet/progress.js"),
  "rr-result": () => import("./worksheet/result.js"),
  "rr-reuse": () => import("./worksheet/reuse.js"),
  "rr-review": () => import("./worksheet/review.js"),
  "rr-rows": () => import("./fields/rows.js"),
  "rr-session-clock": () => import("./worksheet/session-clock.js"),
  "rr-sheet": () => import("./worksheet/sheet.js"),
  "rr-timer": () => import("./fields/timer.js"),
  "rr-transfer": () => import("./transfer/transfer.js"),
  "rr-turn-taking": () => import("./worksheet/turn-taking.js"),
};

/** Defines the elements that stand in the page. Failures are isolated. */
async function bringIn() {
  const standing = [...document.querySelectorAll(":not(:defined)")].map((element) => element.localName);
  const wanted = [...new Set(standing)].filter((name) => name in ELEMENTS);
  const results = await Promise.allSettled(wanted.map(async (name) => {
    const { default: element } = await ELEMENTS[name]();
    if (!customElements.get(name)) customElements.define(name, element);
  }));
  for (const result of results) {
    if (result.status === "fulfilled") continue;
    console.error(result.reason);
    document.documentElement.dataset.broken = ""; // so that a sheet does not promise what it cannot do
  }
}

/** Does what each new page asks for. */
function pageIsHere() {
  bringIn();
  follow();
}

/** Does what the end of the address asks for. */
function follow() {
  revealTarget();
  if (location.hash.startsWith(SUGGESTIONS_FRAGMENT) || unanswered()) {
    import("./packet/suggestions.js").then(({ offerSuggestions }) => offerSuggestions());
  }
}

/** Whether answers were suggested for this page before a reload; see packet/suggestions.js. */
function unanswered() {
  return attempt(() => `${PACKET_PREFIX}${SUGGESTIONS_PREFIX}${location.pathname}` in sessionStorage);
}

// Material announces each page it puts in place, the first one too.
const pages = /** @type {{document$?: {subscribe: (then: () => void) => void}}} */ (
  /** @type {unknown} */ (globalThis)
).document$;
if (pages) pages.subscribe(pageIsHere);
else pageIsHere();
addEventListener("hashchange", follow);
addEventListener("click", ({ target }) => {
  if (!(target instanceof Element && target.closest(".rr-print"))) return;
  const { dataset } = document.documentElement;
  dataset.print = "part"; // to be handed out, so without notes for facilitators
  addEventListener("afterprint", () => delete dataset.print, { once: true });
  print();
});
// What stands beside a heading is a link; a press of it offers more.
addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest(".headerlink, [data-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation(); // the theme would follow it
  const follow = () => location.assign(/** @type {HTMLAnchorElement} */ (link).href); // the connection is gone, say
  import("./links/link-dialog.js").then(({ openFor }) => openFor(/** @type {HTMLAnchorElement} */ (link)), follow);
}, true);
// Only a built site has the line on newer versions, and only a built site can be kept.
if (document.querySelector(".rr-newer")) addEventListener("load", () => import("./page/updates.js"));
