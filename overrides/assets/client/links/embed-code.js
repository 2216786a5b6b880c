// The code by which another site frames a sheet or deck, to be copied.

import { connectShareButtons } from "../core/share.js";
import { Component } from "../core/component.js";

/** Some codes, each in a fold with its button. */
export default class EmbedCodeElement extends Component {
  connectedCallback() {
    for (const fold of this.all("details")) {
      connectShareButtons(fold, () => ({ title: "", text: fold.querySelector("code")?.textContent ?? "" }));
    }
  }
}
