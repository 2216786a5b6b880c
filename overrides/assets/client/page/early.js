// Runs before the page is drawn and before the theme: that scripts run, what the reader has chosen, and that Back stays
// on a sheet. All of it is one classic script, hence one request that nothing waits for, and each job is a function.
(() => {
  const root = document.documentElement;
  const { title = "", icon: drawn = "", whole } = document.currentScript?.dataset ?? {};
  // A classic script cannot import: the keys and the event are those of core/storage-keys.js (AUDIENCE_KEY, VIEW_KEY,
  // PAPER_KEY, NEUTRAL_KEY) and core/events.js (CHOICE_EVENT).

  /**
   * Other sites may frame the lean pages alone, which have no such words; not every host has browsers see to that. The
   * browser goes on reading into the old root, out of the page, where nothing is shown and no script runs.
   * @param {string} words that lead to the whole page
   */
  function refuseFrame(words) {
    const page = document.implementation.createHTMLDocument(title), link = page.createElement("a");
    Object.assign(link, { textContent: words, lang: root.lang, href: location.href, target: "_blank" });
    page.body.append(link);
    root.replaceWith(page.documentElement);
  }

  /**
   * Has the page shown as it was chosen; core/preferences.js does so later.
   * @param {string} attribute the data attribute of <html> that says it
   * @param {string} key under which it is remembered
   * @param {string[]} values
   * @param {string | null} [asked] what the address asks for
   */
  function choose(attribute, key, values, asked = null) {
    let kept;
    try {
      kept = localStorage.getItem(key);
      // For whom it is shown may be somebody else's wish; what the reader chose goes before that.
      if (asked && values.includes(asked) && (kept === null || attribute === "view")) localStorage.setItem(key, asked);
    } catch {
      // Storage is denied: nothing is remembered.
    }
    const chosen = [asked, kept].find((value) => value && values.includes(value));
    if (chosen) root.dataset[attribute] = chosen;
  }

  /** Applies the preferences that are remembered, and those of the address. */
  function applyPreferences() {
    const address = new URL(location.href), asked = address.searchParams;
    choose("for", "rr-audience", ["couple", "business"], asked.get("for"));

    // Notes for facilitators are only for those who ask: whoever copies the address hands out the page without them.
    root.dataset.view = "reader";
    choose("view", "rr-view", ["facilitator", "reader"], asked.get("view"));
    if (asked.has("view")) {
      asked.delete("view");
      history.replaceState(history.state, "", address);
    }

    // The first of the reader's languages that names a country decides, such as es-MX; "en" alone says nothing about
    // paper. Where US Letter is usual: Unicode CLDR, supplemental measurementData, paperSize. Elsewhere it is A4.
    const country = /-([A-Z]{2})\b/.exec(`${navigator.languages}`)?.[1] ?? "none";
    root.dataset.paper = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE".includes(country) ? "letter" : "a4";
    choose("paper", "rr-paper", ["a4", "letter"]);
    choose("neutral", "rr-neutral", ["yes"]);
  }

  /** A tab that tells nothing: the theme sets title and icon with every page, and each time they are changed again. */
  function neutralizeTab() {
    const plain = { title, icon: new URL(drawn, location.href).href };
    const own = { title: "", icon: "" };
    const disguise = () => {
      const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
      if (root.hidden || !icon) return;
      const now = { title: document.title, icon: icon.href };
      if (root.dataset.neutral && now.title !== plain.title) Object.assign(own, now);
      const wanted = root.dataset.neutral ? plain : own.title ? own : now;
      if (now.title !== wanted.title) document.title = wanted.title;
      if (now.icon !== wanted.icon) icon.href = wanted.icon;
      if (!root.dataset.neutral) own.title = "";
    };
    disguise();
    new MutationObserver(disguise).observe(document.head, { childList: true, subtree: true, characterData: true });
    document.addEventListener("rr-choice", disguise);
  }

  /** Answers the check before a sheet for two. The answer stands on <html> only: a reload forgets it, and nothing keeps it. @param {Event} event */
  function answerCheck({ target }) {
    const button = target instanceof Element && target.closest("button[data-gate]");
    const gate = button && button.closest(".rr-gate");
    if (!gate) return;
    const answer = button.getAttribute("data-gate");
    gate.toggleAttribute("data-alone", answer === "some");
    if (answer === "none") root.dataset.gate = "none";
    document.dispatchEvent(new CustomEvent("rr-choice")); // what was out of sight may count now
    const asked = document.getElementById(location.hash.slice(1));
    const next = answer === "none" ? asked ?? gate.nextElementSibling : gate;
    if (next instanceof HTMLElement) {
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
      next.scrollIntoView();
    }
  }

  /** The theme fetches a page anew at the first Back, even within the page. A sheet stays: it shows what the address says. @param {Event} event */
  function stayOnSheet(event) {
    const { sheet, page = sheet } = document.getElementById("rr-sheet")?.dataset ?? {};
    const review = location.hash === "#rr-answers" || document.querySelector("[data-view=review]");
    if (sheet && review && location.pathname.endsWith(`/${page}/`)) event.stopImmediatePropagation();
  }

  if (whole && self !== top) {
    refuseFrame(whole);
    return;
  }
  root.classList.replace("no-js", "js");
  applyPreferences();
  neutralizeTab();
  addEventListener("click", answerCheck);
  addEventListener("popstate", stayOnSheet, true);
})();
