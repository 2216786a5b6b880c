// The code by which another site frames a sheet or deck, to be copied.

import { connect } from "../core/share.js";
import { Part } from "../core/component.js";

/** Some codes, each in a fold with its button. */
export default class SnippetsElement extends Part {
  connectedCallback() {
    for (const fold of this.all("details")) {
      connect(fold, () => ({ title: "", text: fold.querySelector("code")?.textContent ?? "" }));
    }
  }
}
