// Has the browser keep the guide for use without a connection, and says when a newer version waits to be shown. It comes
// in when the page has all that it needs itself.

import { ERASED_EVENT, MEND_MESSAGE, SHOW_MESSAGE } from "../core/events.js";
import { CACHE_FAILED, CACHE_PREFIX } from "../core/storage-keys.js";

const workers = navigator.serviceWorker; // not there where the address is not secure
const base = new URL("../../../", import.meta.url);
let renewing = false;
const line = () => /** @type {HTMLElement | null} */ (document.querySelector(".rr-newer"));

/** Whether anything of the guide is kept; see page/service-worker.js for the names. */
async function there() {
  const prefix = `${CACHE_PREFIX}${base.pathname} `;
  const names = await caches.keys().catch(() => []);
  return names.some((name) => name.startsWith(prefix) && name !== prefix + CACHE_FAILED);
}

/** Says what is there. @param {ServiceWorkerRegistration} kept @param {boolean} [later] while the page is in use */
async function say(kept, later = false) {
  const ready = Boolean(kept.active) && await there();
  for (const words of document.querySelectorAll(".rr-kept")) words.toggleAttribute("hidden", !ready);
  // Nobody is interrupted while writing: on a sheet it is said when the next page opens.
  if (kept.waiting && kept.active && !(later && document.querySelector("rr-sheet"))) line()?.removeAttribute("hidden");
}

/** Whether the page shows something that is kept nowhere: a comparison, an open dialog, or answers no save of which worked. */
function unsaved() {
  const sheet = /** @type {import("../core/sheet-api.js").Sheet | null} */ (document.querySelector("rr-sheet"));
  const { pending, reading } = sheet?.autosave ?? {};
  const failed = !reading && sheet?.querySelector(".rr-status-failed");
  return pending || failed || document.querySelector("[data-visit], dialog[open]");
}

/** Loads the page anew, once, as soon as nothing is lost by that. */
async function renew() {
  if (renewing) return;
  renewing = true;
  while (unsaved()) await new Promise((then) => setTimeout(then, 1000));
  location.reload();
}

/** Shows the version that waits; all tabs follow, so that no page goes on for long with the files of another version. */
function show({ waiting } = /** @type {ServiceWorkerRegistration} */ ({})) {
  waiting?.addEventListener("statechange", () => waiting.state === "activated" && renew());
  waiting?.postMessage(SHOW_MESSAGE);
}

/** Keeps the guide. Where that cannot be, the guide works as before. */
async function keep() {
  const saving = /** @type {any} */ (navigator).connection?.saveData && !workers.controller;
  const address = new URL("sw.js", base).href;
  const kept = saving ? undefined : await workers.register(address, { updateViaCache: "none" }).catch(() => undefined);
  if (!kept) return;
  const follow = () => kept.installing?.addEventListener("statechange", () => say(kept, true));
  kept.addEventListener("updatefound", follow);
  follow();
  kept.active?.postMessage(MEND_MESSAGE);
  document.addEventListener(ERASED_EVENT, () => say(kept));
  addEventListener(
    "click",
    ({ target }) => target instanceof Element && target.closest(".rr-newer button") && show(kept),
  );
  /** @type {any} */ (globalThis).document$?.subscribe(() => say(kept)); // the theme announces each page, this one too
}

if (workers) {
  workers.addEventListener("controllerchange", renew);
  keep();
}
