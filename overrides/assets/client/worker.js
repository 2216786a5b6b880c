// Runs beside the pages, at the root of the site, and answers for the network. It keeps one whole version of the site:
// every page, script, style and picture. What a page asks for comes from the version that the page itself came from.
(() => {
  const worker = /** @type {any} */ (globalThis);
  // The build fills in both: every address with the beginning of its checksum, and a checksum of all of it.
  /** @type {Record<string, string>} */
  const FILES = {};
  const VERSION = "";
  const [PREFIX, HERE] = ["rr-", new URL("./", location.href).href];
  const CACHE = PREFIX + VERSION;

  /** @param {ArrayBuffer} data */
  const checksum = async (data) => {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
  };

  /** Fetches a file past every other cache. Throws where it is not the one of this version. @param {string} address */
  const fetched = async (address) => {
    const answer = await fetch(
      new URL(address, HERE),
      /** @type {RequestInit} */ ({ cache: "reload", priority: "low" }),
    );
    const data = await answer.arrayBuffer();
    if (await checksum(data) !== FILES[address]) throw new Error(`${address} is not of this version`);
    const headers = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name); // it is unpacked by now
    return new Response(data, { headers });
  };

  /** Keeps everything or, where anything fails, nothing: then the version before stays. */
  const take = async () => {
    const cache = await caches.open(CACHE);
    try {
      await Promise.all(Object.keys(FILES).map(async (address) => cache.put(address, await fetched(address))));
    } catch (error) {
      await caches.delete(CACHE);
      throw error;
    }
  };

  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  };

  /** @param {string} address @returns {Promise<Response | undefined>} what is kept */
  const own = (address) => caches.match(new URL(address, HERE).href, { cacheName: CACHE }); // opening would make it anew

  /** The page for what is not here, as it is kept. */
  const missing = async () => {
    const page = await own("404.html");
    return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
  };

  /** @param {Request} request @returns {Promise<Response> | undefined} nothing where the network is to answer */
  const answer = (request) => {
    const url = new URL(request.url);
    const asked = (url.origin + url.pathname).replace(/\/index\.html$/, "/");
    if (request.method !== "GET" || !asked.startsWith(HERE)) return;
    const address = asked.slice(HERE.length) || "./";
    if (Object.hasOwn(FILES, address)) return own(address).then((kept) => kept ?? fetch(request)); // a browser may have cleared it
    if (request.mode !== "navigate") return;
    if (Object.hasOwn(FILES, `${address}/`)) return Promise.resolve(Response.redirect(`${asked}/${url.search}`));
    // A page that this version does not have may be one of the next; it would come in pieces of both.
    return /(^|\/)[^./]*(\.html)?$/.test(address) ? missing() : fetch(request).catch(missing);
  };

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(take()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy()));
  worker.addEventListener("message", (/** @type {any} */ event) => event.data === "rr-show" && worker.skipWaiting());
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const given = answer(event.request);
    if (given) event.respondWith(given);
  });
})();
