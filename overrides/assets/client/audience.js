// For whom the guide is shown: couples, business partners, or both.

/** The place of the reader's choice in localStorage; early.js reads it before the page is drawn. */
const KEY = "rr-audience";

/** @returns {string} the audience chosen, or an empty text for both */
export function audience() {
  return document.documentElement.dataset.for ?? "";
}

/**
 * Shows the page for one audience, or for both, and tells whoever listens for `rr-audience`.
 * @param {string} value "couple", "business" or an empty text for both
 */
export function show(value) {
  if (value) document.documentElement.dataset.for = value;
  else delete document.documentElement.dataset.for;
  document.dispatchEvent(new CustomEvent("rr-audience"));
}

/** Shows what a link asks for with `?for=`, and remembers it. */
export function obeyAddress() {
  const asked = new URLSearchParams(location.search).get("for");
  if (asked !== "couple" && asked !== "business") return;
  remember(asked);
  if (asked !== audience()) show(asked);
}

/** Shows both audiences where the address points at something that the choice hides. */
export function revealTarget() {
  const target = document.querySelector(":target") ?? document.getElementById(location.hash.slice(1));
  const only = target?.closest("[data-audience]")?.getAttribute("data-audience");
  if (!target || !only || !audience() || only === audience()) return;
  show("");
  target.scrollIntoView();
}

/** @param {string} value what to remember on this device */
function remember(value) {
  try {
    if (value) localStorage.setItem(KEY, value);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: the choice holds until the page is left.
  }
}

/** The switch. Its markup holds native radio buttons. */
export default class AudienceElement extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.#match();
    this.addEventListener("change", this);
    document.addEventListener("rr-audience", this);
  }

  disconnectedCallback() {
    document.removeEventListener("rr-audience", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "rr-audience") return this.#match();
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    const address = new URL(location.href);
    address.searchParams.delete("for"); // else the address would overrule the choice at the next visit
    history.replaceState(history.state, "", address);
    remember(value);
    show(value);
  }

  #match() {
    for (const radio of this.querySelectorAll("input")) radio.checked = radio.value === audience();
  }
}
