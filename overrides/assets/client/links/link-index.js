// The filter of the link book. What it is set to stands behind the # of the address, so that a filtered book can be
// sent, and is not told to the site's host.

import { interpolate, setText } from "../core/text.js";
import { matchesFilter, wordsOf } from "../core/text-filter.js";
import { Component } from "../core/component.js";

/** How the part of the address begins that says what the filter is set to. */
const BEGINS = "#rr-book=";

/** How long to wait after a letter before the count is read aloud, in milliseconds. */
const PAUSE = 500;

/**
 * @typedef {object} Entry One row.
 * @property {HTMLElement} row
 * @property {HTMLElement} page all rows of its page
 * @property {string} words by which it is found, plain
 */

/** The form above the rows. */
export default class LinkIndexElement extends Component {
  /** @type {Entry[]} */
  #entries = [];
  #found = 0;
  #timer = 0;

  connectedCallback() {
    const rows = /** @type {NodeListOf<HTMLElement>} */ (this.page.querySelectorAll(".rr-link-index-row"));
    const topics = /** @type {HTMLSelectElement} */ (this.require("[data-filter=topic]"));
    this.#entries = [...rows].map((row) => {
      const page = /** @type {HTMLElement} */ (row.closest(".rr-link-index-page"));
      return { row, page, words: wordsOf(row, topics) };
    });
    this.listen(this, "input", () => this.#set());
    this.listen(window, "hashchange", () => this.#arrive());
    this.press((what) => what === "all" ? this.#clear() : this.#link());
    this.hidden = false;
    this.#arrive();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Every control of the filter. */
  get #controls() {
    return /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (this.all("[data-filter]"));
  }

  /** @returns {import("../core/text-filter.js").Wanted} what is wanted; nothing under a name where all will do */
  get #wanted() {
    const set = this.#controls.map((control) => [control.dataset.filter, control.value.trim()]);
    return Object.fromEntries(set.filter(([, value]) => value));
  }

  /** Sets the filter as the address says. */
  #arrive() {
    const said = new URLSearchParams(location.hash.startsWith(BEGINS) ? location.hash.slice(BEGINS.length) : "");
    for (const control of this.#controls) {
      control.value = said.get(control.dataset.filter ?? "") ?? "";
      control.value ||= ""; // a choice that is not offered would be none at all
    }
    this.#show();
    this.#say();
    if (this.require("[data-more]").querySelector("select:has(> option:checked:not([value='']))")) {
      Object.assign(this.require("[data-more]"), { open: true });
    }
  }

  /** Does what the reader has set. */
  #set() {
    const said = `${new URLSearchParams(this.#wanted)}`;
    history.replaceState(history.state, "", said ? BEGINS + said : location.pathname + location.search);
    this.#show();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), PAUSE);
  }

  #clear() {
    for (const control of this.#controls) control.value = "";
    this.#set();
    this.require("[data-filter=words]").focus();
  }

  /** Shows what fits, with the page on which it is. */
  #show() {
    const wanted = this.#wanted;
    const active = Object.keys(wanted).length > 0;
    const found = this.#entries.filter(({ row, words }) => matchesFilter(row.dataset, words, wanted));
    const pages = new Set(found.map(({ page }) => page));
    const rows = new Set(found.map(({ row }) => row));
    const inside = found.filter(({ row }) => row.localName === "li").map(({ page }) => page);
    for (const { row, page } of this.#entries) {
      row.hidden = row.localName === "li" && !rows.has(row);
      page.hidden = !pages.has(page);
    }
    for (const page of new Set(this.#entries.map((entry) => entry.page))) {
      const more = page.querySelector("details");
      const [count, all] = [
        inside.filter((one) => one === page).length,
        page.querySelectorAll("li.rr-link-index-row").length,
      ];
      if (more) Object.assign(more, { hidden: !count, open: active && count > 0 });
      setText(
        more?.querySelector("[data-inside]"),
        count < all ? interpolate(this.dataset.some, { count, all }) : `${all}`,
      );
    }
    for (
      const section of /** @type {NodeListOf<HTMLElement>} */ (this.page.querySelectorAll(".rr-link-index-section"))
    ) {
      section.hidden = !section.querySelector(".rr-link-index-page:not([hidden])");
      section.previousElementSibling?.toggleAttribute("hidden", section.hidden);
    }
    this.require("[data-active]").hidden = !active;
    this.#found = found.length;
  }

  /** Says how much is shown; on paper, what the filter is set to stands there too. */
  #say() {
    const values = { count: this.#found, all: this.#entries.length };
    setText(this.require("[data-count]"), this.#found ? interpolate(this.dataset.found, values) : this.dataset.none);
    const set = this.#controls.filter(({ value }) => value.trim()).map((control) => {
      const chosen = control instanceof HTMLSelectElement ? control.selectedOptions[0].text : control.value.trim();
      return `${control.labels?.[0].textContent}: ${chosen}`;
    });
    setText(this.page.querySelector(".rr-link-index-chosen"), set.join(" · "));
  }

  /** Offers the address of the book as it is set, under which the site is published. */
  async #link() {
    const { openLinkDialog } = await import("./link-dialog.js");
    const own = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href;
    openLinkDialog({ title: this.dataset.title ?? "", url: new URL(location.hash, own ?? location.href).href });
  }
}
