// Runs before the page is drawn and before the theme: that scripts run, what the reader has chosen, and that Back stays
// on a sheet.
// choice.js remembers what is chosen; the names stand there too.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  /** @param {string} name @returns {string | null} what is remembered under it */
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is blocked: nothing is remembered
    }
  };
  const asked = new URLSearchParams(location.search).get("for");
  const audience = [asked, kept("rr-audience")].find((one) => one === "couple" || one === "business");
  if (audience) root.dataset.for = audience;

  // The first of the reader's languages that names a country decides, such as es-MX; "en" alone says nothing about
  // paper. Where US Letter is usual: Unicode CLDR, supplemental measurementData, paperSize. Elsewhere it is A4.
  const country = /-([A-Z]{2})\b/.exec(`${navigator.languages}`)?.[1] ?? "none";
  const usual = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE".includes(country) ? "letter" : "a4";
  const paper = kept("rr-paper");
  root.dataset.paper = paper === "a4" || paper === "letter" ? paper : usual;

  // The theme fetches a page anew at the first Back, even within the page. A sheet stays: it shows what the address says.
  addEventListener("popstate", (event) => {
    const sheet = document.getElementById("rr-sheet")?.dataset.sheet;
    const review = location.hash === "#rr-answers" || document.querySelector("[data-view=review]");
    if (sheet && review && location.pathname.endsWith(`/${sheet}/`)) event.stopImmediatePropagation();
  }, { capture: true });
})();
