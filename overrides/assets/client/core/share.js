// The ways in which words leave the page, each only when the reader presses its button.

import { isoDay } from "./text.js";
import { createElement } from "./component.js";

/**
 * Makes the buttons of a place work.
 * @param {Element} place holds the buttons and a line for what became of it
 * @param {(markdown: boolean) => {title: string, text: string}} compose asked for the words when they are wanted
 */
export function connectShareButtons(place, compose) {
  for (const button of place.querySelectorAll("button")) {
    button.hidden = button.dataset.do === "share" && !("share" in navigator);
  }
  place.addEventListener("click", async (event) => {
    const what = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset.do;
    const status = /** @type {HTMLElement | null} */ (place.querySelector(".rr-status"));
    if (!what || !status) return;
    const { title, text } = compose(what === "save-markdown");
    if (what === "copy") {
      status.textContent = (await copyToClipboard(text) ? status.dataset.copied : status.dataset.failed) ?? "";
    }
    if (what === "share") await navigator.share({ title, text }).catch(() => {}); // closed without sharing
    if (what === "save-text") saveAsFile(text, `${fileName(title)}.txt`, "text/plain");
    if (what === "save-markdown") saveAsFile(text, `${fileName(title)}.md`, "text/markdown");
  });
}

/**
 * Gives the reader a file.
 * @param {string | Blob} text
 * @param {string} name
 * @param {string} type
 */
export function saveAsFile(text, name, type) {
  const link = createElement("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it a little later
}

/** @param {string} text @returns {Promise<boolean>} whether it is in the clipboard now */
export async function copyToClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} title */
function fileName(title) {
  const words = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
  return `${words}-${isoDay()}`;
}
