// Answers leave and come back as a file or a link. All that does it is brought in when it is asked for.

import { Component } from "../core/component.js";
import { ANSWERS_EVENT, CHOICE_EVENT } from "../core/events.js";
import { ANSWERS_FRAGMENT } from "../core/fragments.js";

/** What came with an address, until its dialog is closed; the theme may put the page in place anew meanwhile. */
let arrived = { hash: "", pathname: "" };

/** Its buttons, and the dialogs that they open. */
export default class TransferElement extends Component {
  connectedCallback() {
    this.listen(this, "click change", ({ target }) => this.#do(target));
    this.listen(window, "hashchange", () => this.#arrive());
    // The theme, slower on some days, may write the address anew after it was tidied.
    const { navigation } = /** @type {{navigation?: EventTarget}} */ (globalThis);
    if (navigation) this.listen(navigation, "currententrychange", () => this.#arrive());
    this.listen(document, `${CHOICE_EVENT} ${ANSWERS_EVENT}`, () => arrived.hash && this.#arrive());
    this.hidden = false;
    this.#arrive();
    if (this.querySelector("[data-dated]")) this.when();
  }

  /** The worksheets this page knows: by id, the title and the address. @returns {Map<string, [string, string]>} */
  get sheets() {
    return new Map(Object.entries(JSON.parse(this.dataset.sheets ?? "{}")));
  }

  /** Says when everything was saved last. */
  async when() {
    (await import("./transfer-actions.js")).showLastSaved(this);
  }

  /** @param {HTMLElement} target of a press or a choice */
  async #do(target) {
    const control = /** @type {HTMLInputElement | null} */ (target.closest("[data-file]"));
    if (control) (await import("./transfer-actions.js")).transferAction(this, control);
  }

  /** Answers may have come with the address. They are taken out of it at once, and shown to nobody yet. */
  async #arrive() {
    const { hash, pathname, search } = location;
    if (hash.startsWith(ANSWERS_FRAGMENT)) {
      arrived = { hash, pathname };
      history.replaceState(history.state, "", pathname + search);
    }
    if (!arrived.hash || arrived.pathname !== pathname) return;
    // The check before a sheet for two, or a lock, comes first: a dialog that nobody sees would freeze the page.
    if (!this.parentElement?.checkVisibility()) return;
    const { importLink } = await import("./import-answers.js");
    // Meanwhile this may have been asked for once more.
    if (!this.isConnected || this.querySelector("[data-talk=take][open]")) return;
    importLink(this, arrived.hash, () => arrived.hash = "");
  }
}
