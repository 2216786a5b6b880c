// Runs before anything else. The browser hands it every text that a script would make into HTML, or into the address of
// a script. This guide's own scripts never do so; the theme does, for search results and tooltips. A text keeps what
// words are made of. All else is left out: what is not known to be harmless does not come in.
(() => {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes || trustedTypes.defaultPolicy) return;

  const ELEMENTS = new Set(
    "a abbr article aside b blockquote br cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd label li mark nav ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr"
      .split(" "),
  );
  const ATTRIBUTES = /^(aria-[a-z]+|class|data-md-highlight|dir|hidden|href|lang|role|title)$/;
  const LINKS = /^(https?|mailto|tel):$/;
  const raw = trustedTypes.createPolicy("rr-parse", { createHTML: (/** @type {string} */ text) => text });

  /** @param {Element} element @param {Attr} attribute @returns {boolean} whether it may stay */
  const harmless = (element, { name, value }) => {
    if (!ATTRIBUTES.test(name)) return false;
    return name !== "href" || (element.localName === "a" && URL.canParse(value, location.href) &&
      LINKS.test(new URL(value, location.href).protocol));
  };

  /** @param {string} text @returns {string} the same as HTML without what could do something */
  const clean = (text) => {
    const template = document.createElement("template");
    template.innerHTML = raw.createHTML(text);
    const walker = document.createTreeWalker(template.content, NodeFilter.SHOW_ALL);
    const gone = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      // A form's fields may be named like what is asked of it here, and would answer in its place.
      if (node instanceof HTMLElement && !(node instanceof HTMLFormElement) && ELEMENTS.has(node.localName)) {
        for (const attribute of [...node.attributes]) {
          if (!harmless(node, attribute)) node.removeAttributeNode(attribute);
        }
      } else if (!(node instanceof Text)) gone.push(node);
    }
    const range = document.createRange();
    for (const node of gone) {
      range.selectNode(node);
      range.deleteContents();
    }
    return template.innerHTML;
  };

  trustedTypes.createPolicy("default", {
    /** @param {string} text @param {string} _ @param {string} sink */
    createHTML(text, _, sink) {
      // A page that the theme has fetched from this site, to show it without a reload, or the list of pages. Nothing
      // runs or loads while it is read, and whatever comes from it into this page is under the same policy.
      if (sink === "DOMParser parseFromString" && /^\s*<(!doctype html|\?xml)[ >]/i.test(text)) return text;
      // What was left out may have kept texts apart that mean something when they stand together.
      let [before, after] = [text, clean(text)];
      for (let more = 3; after !== before && more; more--) [before, after] = [after, clean(after)];
      return after === before ? after : "";
    },
    /** @param {string} address */
    createScriptURL(address) {
      const { origin, pathname, search, href } = new URL(address, location.href);
      return origin === location.origin && pathname.endsWith(".js") && !search ? href : null;
    },
    /** @param {string} text @param {string} _ @param {string} sink */
    createScript(text, _, sink) {
      // The theme puts the inline scripts of a fetched page in place anew; their hashes decide whether they run.
      return sink.startsWith("HTMLScriptElement") ? text : null;
    },
  });
})();
