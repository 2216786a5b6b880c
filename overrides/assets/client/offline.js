// Has the browser keep the guide for use without a connection, and says when a newer version waits to be shown. It comes
// in when the page has all that it needs itself.

const workers = navigator.serviceWorker; // not there where the address is not secure
const line = () => /** @type {HTMLElement | null} */ (document.querySelector(".rr-newer"));

/** Says what is there. @param {ServiceWorkerRegistration} kept @param {boolean} [later] while the page is in use */
function say(kept, later = false) {
  for (const ready of document.querySelectorAll(".rr-kept")) ready.toggleAttribute("hidden", !kept.active);
  // Nobody is interrupted while writing: on a sheet it is said when the next page opens.
  if (kept.waiting && kept.active && !(later && document.querySelector("rr-sheet"))) line()?.removeAttribute("hidden");
}

/** Shows the version that waits; all tabs follow, so that no page goes on with the files of another version. */
function show({ waiting } = /** @type {ServiceWorkerRegistration} */ ({})) {
  waiting?.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
  waiting?.postMessage("rr-show");
}

/** Keeps the guide. Where that cannot be, the guide works as before. */
async function keep() {
  const saving = /** @type {any} */ (navigator).connection?.saveData && !workers.controller;
  const address = new URL("../../sw.js", import.meta.url).href;
  const kept = saving ? undefined : await workers.register(address, { updateViaCache: "none" }).catch(() => undefined);
  if (!kept) return;
  const follow = () => kept.installing?.addEventListener("statechange", () => say(kept, true));
  kept.addEventListener("updatefound", follow);
  follow();
  addEventListener(
    "click",
    ({ target }) => target instanceof Element && target.closest(".rr-newer button") && show(kept),
  );
  /** @type {any} */ (globalThis).document$?.subscribe(() => say(kept)); // the theme announces each page, this one too
}

if (workers) {
  workers.addEventListener("controllerchange", () => location.reload());
  keep();
}
