// "Erase everything here": asks once, deletes, and says honestly what is left.

import { Component } from "../core/component.js";
import { ERASED_EVENT } from "../core/events.js";

const erasing = () => import("./erase-data.js");

/** The button and its dialog; the words for what is left are in its data. */
export default class EraseElement extends Component {
  connectedCallback() {
    const dialog = this.require("dialog");
    this.press((what) => {
      if (what === "ask") {
        dialog.showModal();
        erasing().catch(() => {}); // so that it is there even if the connection goes
      } else dialog.close();
      if (what === "erase") this.#erase();
    });
    this.hidden = false;
  }

  async #erase() {
    const button = this.control("ask");
    const status = this.require(".rr-status");
    button.disabled = true;
    status.textContent = this.dataset.going ?? "";
    const base = new URL("../../../", import.meta.url).href;
    const left = await erasing().then(({ eraseData }) => eraseData(base)).catch(() => ["answers", "choices"]);
    const words = left.map((trace) => this.dataset[trace] ?? "");
    status.textContent = (words.length ? [this.dataset.left, ...words].join(" ") : this.dataset.gone) ?? "";
    status.classList.toggle("rr-status-failed", words.length > 0);
    button.disabled = false;
    document.dispatchEvent(new CustomEvent(ERASED_EVENT));
  }
}
