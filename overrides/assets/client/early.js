// Runs before the page is drawn and before the theme: that scripts run, whom the reader wants the guide for, and that
// Back stays on a sheet.
// audience.js remembers what an address asks for; the storage key stands there too.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  const asked = new URLSearchParams(location.search).get("for");
  let audience = asked === "couple" || asked === "business" ? asked : null;
  try {
    audience ??= localStorage.getItem("rr-audience");
  } catch {
    // Storage is blocked: nothing is remembered.
  }
  // The theme fetches a page anew at the first Back, even within the page. A sheet stays: it shows what the address says.
  addEventListener("popstate", (event) => {
    const sheet = document.getElementById("rr-sheet")?.dataset.sheet;
    const review = location.hash === "#rr-answers" || document.querySelector("[data-view=review]");
    if (sheet && review && location.pathname.endsWith(`/${sheet}/`)) event.stopImmediatePropagation();
  }, { capture: true });
  if (audience === "couple" || audience === "business") root.dataset.for = audience;
})();
