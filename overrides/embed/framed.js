// On the lean pages, which other sites frame: whether the page is in a frame and what is kept there, its height for the
// site around it, and its colours, which the theme sets elsewhere. Runs at the beginning of the body, before it is drawn.
(() => {
  const { body } = document;
  /** The way out goes no nearer to the end of the page than this, in pixels. */
  const LAST = 150;
  const framed = self !== top;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => body.dataset.mdColorScheme = dark.matches ? "slate" : "default";
  dark.addEventListener("change", paint);
  paint();

  /** @param {Window} place @returns {boolean} whether it belongs to another site than this page */
  const foreign = (place) => {
    try {
      return place.origin !== origin;
    } catch {
      return true;
    }
  };
  /** Where answers stay: as ever, in what a browser keeps apart for the site around the frame, or nowhere. */
  let keeps = "here";
  /** @type {Window} */
  let place = self;
  while (place !== place.parent) if (foreign(place = place.parent)) keeps = "inside";
  /** Of some words there is one for each place. */
  const say = () => {
    for (const words of document.querySelectorAll("[data-where]")) {
      const here = [keeps, framed ? "frame" : "page"].includes(words.getAttribute("data-where") ?? "");
      words.toggleAttribute("hidden", !here);
    }
  };
  document.addEventListener("DOMContentLoaded", say);
  // A classic script cannot import: this is KEPT_EVENT of core/events.js.
  document.addEventListener("rr-kept", () => {
    const said = /** @type {HTMLElement | null} */ (document.querySelector("rr-sheet .rr-status"));
    if (said?.textContent && said.textContent === said.dataset.failed) keeps = "nothing";
    say();
  });

  if (!framed) return;
  const tell = () => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    parent.postMessage({ type: "relationship-reset:height", version: 1, height }, "*"); // nothing private
  };
  new ResizeObserver(tell).observe(body);
  addEventListener("message", ({ data, source }) => {
    if (source !== parent) return;
    if (data?.type === "relationship-reset:ask") tell();
    if (data?.type !== "relationship-reset:seen" || !Number.isFinite(data.top)) return;
    // In a frame as high as the sheet nothing sticks to the top of the window by itself.
    const top = Math.max(0, Math.min(data.top, body.clientHeight - LAST));
    document.documentElement.style.setProperty("--rr-seen", `${top}px`);
  });
})();
