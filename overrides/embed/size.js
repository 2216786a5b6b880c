// For a page that frames sheets or decks of the guide: gives each frame the height that it asks for, and tells it where
// the part of it begins that is in view, so that its way out stays there. It heeds only frames from the place it comes from
// itself, and reads and sends nothing else. Load it with
// <script src="…/embed/size.js" async></script>, where … is the address of the guide.
(() => {
  /** Where the framed pages are: the folder this script stands in. */
  const here = new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** The height of a frame in pixels, at least and at most. */
  const [LEAST, MOST] = [150, 30_000];
  /** @type {WeakSet<HTMLIFrameElement>} */
  const known = new WeakSet();
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(here.href));

  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== here.origin || data?.type !== "relationship-reset:height" || data.version !== 1) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame || !Number.isFinite(data.height)) return;
    const edges = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
    frame.style.height = `${Math.min(Math.max(Math.ceil(data.height), LEAST), MOST) + edges}px`;
    show(frame);
  });

  /** @param {HTMLIFrameElement} frame one that has asked for its height */
  const show = (frame) => {
    known.add(frame);
    const top = Math.max(0, Math.round(-frame.getBoundingClientRect().top));
    frame.contentWindow?.postMessage({ type: "relationship-reset:seen", version: 1, top }, here.origin);
  };
  const scrolled = () => frames().filter((frame) => known.has(frame)).forEach(show);
  addEventListener("scroll", scrolled, { passive: true, capture: true });
  addEventListener("resize", scrolled);

  // Those that came before this script have said theirs already.
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "relationship-reset:ask", version: 1 }, "*");
})();
