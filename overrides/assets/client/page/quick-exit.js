// "Exit this page": the page is blank at once, before any network is asked, and Back and Forward find nothing of it.
// Runs before the page is drawn. What it says and where it leads stand on its own tag; see main.html.
(() => {
  const root = document.documentElement;
  const { address = "about:blank", again = "", over = "" } = document.currentScript?.dataset ?? {};
  // A classic script cannot import: these are EXIT_KEY and PACKET_PREFIX of core/storage-keys.js, and EXIT_EVENT of
  // core/events.js.
  const [MARK, PACKETS, EXIT] = ["rr-exit", "rr-handed~", "rr-exit"];
  /** How long three presses of Shift may take, in milliseconds. */
  const SPAN = 5000;

  /** @template T @param {() => T} what storage may refuse */
  const tried = (what) => {
    try {
      return what();
    } catch {
      return undefined; // Blocked: then Back shows what the browser kept, which the page on leaving says.
    }
  };
  const left = () => tried(() => sessionStorage.getItem(MARK));

  /** Shows nothing, has keys forgotten by listeners of EXIT_EVENT, and goes. */
  function leave() {
    root.hidden = true;
    document.title = "\u200b"; // an empty one would show the address
    for (const icon of document.querySelectorAll("link[rel~=icon]")) icon.setAttribute("href", "data:,");
    tried(() => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(PACKETS)) sessionStorage.removeItem(key);
      sessionStorage.setItem(MARK, "yes");
    });
    document.dispatchEvent(new Event(EXIT));
    addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true); // nothing may ask to stay
    go();
  }

  /** In a frame the whole tab goes, if the site around it lets it; the frame shows nothing in any case. */
  function go() {
    if (self === top) return location.replace(address);
    tried(() => top?.location.replace(address));
    location.replace("about:blank");
  }

  // Back or Forward to a page of ours after that: nothing, again. Any other way in is a new visit.
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (left() && how?.type !== "navigate") leave();
  else tried(() => sessionStorage.removeItem(MARK));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && left()) leave();
    else if (persisted && root.hidden) location.reload(); // left once, and come back to on purpose
    else delete root.dataset.away;
  });
  // A page that the browser keeps whole is drawn again before it can ask, so it is hidden as it goes.
  addEventListener("pagehide", ({ persisted }) => persisted && (root.dataset.away = ""));
  addEventListener("popstate", (event) => {
    if (!root.hidden) return;
    event.stopImmediatePropagation();
    leave();
  }, true);

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest(".rr-exit"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  }, true);

  // Shift by itself, three times. With a letter, a click or another key between, it is something else.
  let [bare, timer] = [false, 0];
  /** @param {number} times @param {string} words */
  const count = (times, words) => {
    if (times) root.dataset.presses = `${times}`;
    else delete root.dataset.presses;
    for (const place of document.querySelectorAll(".rr-exit-say")) place.textContent = words;
  };
  const pressed = () => Number(root.dataset.presses ?? 0);
  const stop = () => {
    bare = false;
    clearTimeout(timer);
    if (pressed()) count(0, "");
  };
  addEventListener("keydown", ({ key, repeat, ctrlKey, altKey, metaKey }) => {
    if (repeat) return;
    if (key !== "Shift" || ctrlKey || altKey || metaKey) stop();
    else bare = true;
  }, true);
  addEventListener("keyup", ({ key }) => {
    if (key !== "Shift" || !bare) return;
    bare = false;
    const times = pressed() + 1;
    if (times > 2) return leave();
    count(times, times > 1 ? again : "");
    if (times === 1) timer = setTimeout(() => count(0, pressed() > 1 ? over : ""), SPAN);
  }, true);
  for (const other of ["pointerdown", "wheel"]) addEventListener(other, stop, { capture: true, passive: true });

  // What lies behind an open dialog cannot be pressed, so each dialog gets its own way out, as the last thing in it.
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLDialogElement)) continue;
      target.querySelector(":scope > .rr-exit-home")?.remove();
      const home = document.querySelector(".rr-exit-home");
      if (target.open && home) target.append(home.cloneNode(true));
    }
  }).observe(root, { subtree: true, attributeFilter: ["open"] });
})();
