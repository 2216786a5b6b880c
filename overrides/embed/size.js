// For a page that frames sheets or decks of the guide: gives each frame the height that it asks for. It listens to frames
// from the place it comes from itself, reads nothing but a height, and sends nothing but the question for it. Load it with
// <script src="…/embed/size.js" async></script>, where … is the address of the guide.
(() => {
  /** Where the framed pages are: the folder this script stands in. */
  const here = new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** The height of a frame in pixels, at least and at most. */
  const [LEAST, MOST] = [150, 30_000];
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(here.href));

  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== here.origin || data?.type !== "relationship-reset:height" || data.version !== 1) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame || !Number.isFinite(data.height)) return;
    const edges = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
    frame.style.height = `${Math.min(Math.max(Math.ceil(data.height), LEAST), MOST) + edges}px`;
  });

  // Those that came before this script have said theirs already.
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "relationship-reset:ask", version: 1 }, "*");
})();
