// The only script every page loads. It brings in what the page in view uses, and again after each instant navigation.

import { obeyAddress, revealTarget } from "./audience.js";

/** Which module defines which element. */
const modules = {
  "rr-audience": () => import("./audience.js"),
  "rr-sheet": () => import("./sheet.js"),
  "rr-result": () => import("./result.js"),
  "rr-timer": () => import("./timer.js"),
  "rr-deck": () => import("./deck.js"),
  "rr-rows": () => import("./rows.js"),
  "rr-agenda": () => import("./agenda.js"),
  "rr-calendar": () => import("./calendar.js"),
  "rr-reuse": () => import("./reuse.js"),
  "rr-copies": () => import("./copies.js"),
  "rr-pass": () => import("./pass.js"),
  "rr-review": () => import("./review.js"),
  "rr-mine": () => import("./mine.js"),
};

/** Defines the elements that stand in the page. One that cannot be loaded does not stop the others. */
async function bringIn() {
  const wanted = Object.entries(modules).filter(([name]) => document.querySelector(name));
  const results = await Promise.allSettled(wanted.map(async ([name, load]) => {
    const { default: element } = await load();
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
  obeyAddress();
  revealTarget();
}

// Material announces each page it puts in place, the first one too.
const pages = /** @type {{document$?: {subscribe: (then: () => void) => void}}} */ (
  /** @type {unknown} */ (globalThis)
).document$;
if (pages) pages.subscribe(pageIsHere);
else pageIsHere();
addEventListener("hashchange", revealTarget);
