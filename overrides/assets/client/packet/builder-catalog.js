// What can be put into a packet: found by words, topic, for how many it is, and how long it takes.

import { interpolate, setText } from "../core/text.js";
import { matchesFilter, normalizedText, wordsOf } from "../core/text-filter.js";

/** How long to wait after a letter before it is said how much is shown, in milliseconds. */
const PAUSE = 500;

/** @typedef {{label: HTMLElement, words: string}} Thing One thing, with the words by which it is found. */

/** The things of the form in which a packet is put together, in their groups, and the filters above them. */
export class Catalog {
  #timer = 0;
  /** @type {Map<HTMLDetailsElement, Thing[]>} */
  #groups;

  /** @param {import("../core/component.js").Component} place holds the things and the filters */
  constructor(place) {
    this.place = place;
    const topics = /** @type {HTMLSelectElement} */ (place.require("[data-filter=topic]"));
    const groups = /** @type {HTMLDetailsElement[]} */ (place.all(".rr-packet-builder-group"));
    this.#groups = new Map(groups.map((group) => {
      const heading = normalizedText(group.querySelector("summary")?.textContent ?? "");
      const labels = [.../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("label"))];
      return [group, labels.map((label) => ({ label, words: `${wordsOf(label, topics)} ${heading}` }))];
    }));
  }

  /** Shows what fits, and opens the groups in which something does; says how much that is after the last letter. */
  show() {
    const controls = /** @type {HTMLInputElement[]} */ (this.place.all("[data-filter]"));
    const wanted = Object.fromEntries(controls.map(({ dataset, value }) => [dataset.filter ?? "", value]));
    const active = controls.some(({ value }) => value.trim());
    let count = 0;
    for (const [group, things] of this.#groups) {
      for (const { label, words } of things) label.hidden = !matchesFilter(label.dataset, words, wanted);
      const shown = things.filter(({ label }) => !label.hidden).length;
      group.hidden = !shown;
      if (active) group.open = shown > 0;
      count += shown;
    }
    this.stop();
    this.#timer = setTimeout(() => this.#say(count), PAUSE);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** @param {number} count of what is shown */
  #say(count) {
    const { found, nothing } = this.place.dataset;
    setText(this.place.require("[data-count]"), count ? interpolate(found, { count }) : nothing);
  }
}
