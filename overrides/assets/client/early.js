// Runs before the page is drawn, so that nothing flickers: that scripts run, and whom the reader wants the guide for.
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
  if (audience === "couple" || audience === "business") root.dataset.for = audience;
})();
