// Offers answers from other worksheets. Nothing is copied until the reader says so.

import { Component } from "../core/component.js";

/** The offers of a sheet, and the line that says when one was taken; see worksheet/reuse-offers.js. */
export default class ReuseElement extends Component {
  /** Each offer with the name of its field's answers. @type {Map<HTMLElement, string> | undefined} */
  #offers;

  connectedCallback() {
    this.follow(() => this.#show());
  }

  async #show() {
    await undefined; // a sheet is ready right after it has dispatched its first event
    if (!this.findSheet()?.form?.dataset.ready) return;
    if (!this.#offers) {
      this.#offers = new Map();
      await this.#add(this.#offers);
    }
    const names = Object.keys(this.findSheet()?.answers ?? {});
    for (const [offer, key] of this.#offers) offer.hidden = names.some((name) => `${name}--`.startsWith(`${key}--`));
  }

  /** @param {Map<HTMLElement, string>} offers */
  async #add(offers) {
    try {
      const { findOffers } = await import("./reuse-offers.js");
      for (const [offer, key] of await findOffers(this)) offers.set(offer, key);
    } catch (error) {
      console.warn(error); // without a connection, or where storage is blocked, nothing is offered
    }
  }
}
