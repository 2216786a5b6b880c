// Runs beside the pages, at the root of the site, and answers for the network. It keeps one whole version of the site:
// every page, script, style and picture. What a page asks for comes from the version that the page itself came from.
(() => {
  const worker = /** @type {any} */ (globalThis);
  // The build fills in both: every address with the beginning of its checksum, and a checksum of all of it.
  /** @type {Record<string, string>} */
  const FILES = {};
  const VERSION = "";
  const HERE = new URL("./", location.href).href;
  // Other guides on the same host keep theirs beside it. No address has a space in it. A classic script cannot import:
  // these are CACHE_PREFIX and CACHE_FAILED of core/storage-keys.js; below, SHOW_MESSAGE and MEND_MESSAGE of core/events.js.
  const PREFIX = `rr-${new URL(HERE).pathname} `;
  const [CACHE, FAILED] = [PREFIX + VERSION, `${PREFIX}failed`];
  /** The folder of the pages that other sites frame. They come from the network, and so does all that they ask for. */
  const LEAN = "embed/";
  /** After so many tries in a row nothing is kept any more. Before the second, two hours pass; then four, and so on. */
  const [TRIES, HOUR] = [5, 3_600_000];
  /** Whether something was not there that is to be. */
  let missed = false;

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

  /** @param {string} but the name of what stays */
  const tidy = async (but) => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== but) await caches.delete(name);
  };

  /** @returns {Promise<{times: number, when: number, version: string}>} how often it failed in a row, and the last time */
  const failures = async () => {
    const note = await caches.match(HERE, { cacheName: FAILED });
    return note?.json() ?? { times: 0, when: 0, version: "" };
  };

  /** Notes that it failed. In the end nothing is kept: else the version before would stay for ever. */
  const fail = async () => {
    const times = (await failures()).times + 1;
    const note = JSON.stringify({ times, when: Date.now(), version: VERSION });
    await (await caches.open(FAILED)).put(HERE, new Response(note));
    if (times < TRIES) return;
    await tidy(FAILED);
    worker.registration.unregister(); // it waits for the installing to end, so nothing can wait for it
  };

  /** Keeps everything or, where anything fails, nothing: then the version before stays. */
  const take = async () => {
    const { times, when, version } = await failures();
    const early = Math.abs(Date.now() - when) < HOUR * 2 ** Math.min(times, 7);
    if (version === VERSION && early) throw new Error("this version could not be kept and is tried again later");
    const cache = await caches.open(CACHE);
    try {
      await Promise.all(Object.keys(FILES).map(async (address) => cache.put(address, await fetched(address))));
    } catch (error) {
      await caches.delete(CACHE);
      await fail();
      throw error;
    }
    await caches.delete(FAILED);
  };

  /** Keeps everything anew where something of it was lost. */
  const mend = async () => {
    if (!missed) return;
    missed = false;
    await take();
  };

  /** @param {string} address @returns {Promise<Response | undefined>} what is kept; a browser may have cleared it */
  const own = async (address) => {
    const kept = await caches.match(new URL(address, HERE).href, { cacheName: CACHE }); // opening would make it anew
    missed ||= !kept;
    return kept;
  };

  /** The page for what is not here, as it is kept. @param {Request} request */
  const missing = async (request) => {
    const page = await own("404.html");
    return page ? new Response(page.body, { status: 404, headers: page.headers }) : fetch(request);
  };

  /** @param {Request} request @returns {Promise<Response> | undefined} undefined if the network is to answer */
  const answer = (request) => {
    const url = new URL(request.url);
    const asked = (url.origin + url.pathname).replace(/\/index\.html$/, "/");
    if (request.method !== "GET" || !asked.startsWith(HERE)) return;
    const address = asked.slice(HERE.length) || "./";
    if (address.startsWith(LEAN)) return;
    if (Object.hasOwn(FILES, address)) return own(address).then((kept) => kept ?? fetch(request));
    if (request.mode !== "navigate") return;
    if (Object.hasOwn(FILES, `${address}/`)) return Promise.resolve(Response.redirect(`${asked}/${url.search}`));
    // A page that this version does not have may be one of the next; it would come in pieces of both.
    return /(^|\/)[^./]*(\.html)?$/.test(address) ? missing(request) : fetch(request).catch(() => missing(request));
  };

  /** @param {string} client @returns {Promise<boolean>} whether a lean page asks: its pieces are of its own version */
  const lean = async (client) => Boolean((await worker.clients.get(client))?.url.startsWith(HERE + LEAN));

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(take()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy(CACHE)));
  worker.addEventListener("message", (/** @type {any} */ event) => {
    if (event.data === "rr-show") worker.skipWaiting();
    if (event.data === "rr-mend") event.waitUntil(mend());
  });
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const given = answer(event.request);
    if (given) event.respondWith(lean(event.clientId).then((yes) => yes ? fetch(event.request) : given));
  });
})();
