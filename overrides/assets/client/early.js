// Runs before the page is drawn, so that nothing flickers: whom the reader wants the guide for.
// A link may say it (`?for=business`); else the last choice on this device holds. The storage key stands in audience.js too.
(() => {
  const asked = new URLSearchParams(location.search).get("for");
  let audience = asked === "couple" || asked === "business" ? asked : null;
  try {
    if (audience) localStorage.setItem("rr-audience", audience);
    else audience = localStorage.getItem("rr-audience");
  } catch {
    // Storage is blocked: the choice holds for this page only.
  }
  if (audience === "couple" || audience === "business") document.documentElement.dataset.for = audience;
})();
