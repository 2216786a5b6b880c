// Puts a packet together. It stands in the address of the page, behind the #, and nowhere else.

import { fill, tell } from "./answers.js";
import { BEGINS, LIMITS, read, write } from "./packet-link.js";
import { ask, suggest } from "./packet-given.js";
import { offer } from "./packet-offers.js";
import { match, order } from "./packet-order.js";
import { handOut, tidied } from "./packet-out.js";
import { known, minutesOf } from "./packet-view.js";
import { Part } from "./part.js";
import { Unreadable } from "./strange.js";

/** @typedef {import("./packet-link.js").Packet} Packet */

/** How long to wait after a letter before the link is made anew, in milliseconds. */
const PAUSE = 250;

/** The form in which a packet is put together. */
export default class BuilderElement extends Part {
  #things = known(this);
  /** @type {Packet} */
  #packet = { title: "", note: "", words: "", audience: "", things: [], given: [] };
  /** The link that was made last, from the # on. */
  #link = "";
  /** The same as a whole address. */
  #out = "";
  #timer = 0;

  connectedCallback() {
    this.listen(this.page, "click", ({ target }) => {
      const button = target.closest("button[data-do]");
      if (button) this.#do(button);
    });
    this.listen(this, "input change", ({ target }) => this.#changed(target));
    this.listen(window, "hashchange", () => this.#arrive());
    for (const button of this.page.querySelectorAll("[data-do=begin]")) button.removeAttribute("hidden");
    this.hidden = false;
    this.#filter();
    this.#arrive();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    delete document.documentElement.dataset.print; // not every browser says when it has printed
  }

  /** Goes on with the packet of the address, if there is one. */
  async #arrive() {
    const { hash } = location;
    if (!hash.startsWith(BEGINS) || hash === this.#link) return this.#show();
    try {
      this.#packet = await read(hash);
      this.#show();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#show();
      this.#say(this.dataset[error.reason === "newer" ? "newer" : "unclear"]);
    }
  }

  /** @param {HTMLElement} button */
  #do(button) {
    const { do: what = "", begin = "", title = "" } = button.dataset;
    const at = this.all(".rr-packing-order > li").indexOf(/** @type {HTMLElement} */ (button.closest("li")));
    if (what === "begin") this.#begin(begin.split(" ").filter(Boolean).map(Number), title);
    if (what === "up") this.#move(at, at - 1, what);
    if (what === "down") this.#move(at, at + 1, what);
    if (what === "drop") this.#drop(at);
    if (what === "link" || what === "print-packet") this.#give(what);
  }

  /** @param {number[]} things @param {string} title */
  #begin(things, title) {
    Object.assign(this.#packet, { things, given: [], title: this.#packet.title || title });
    this.#show();
    this.#soon();
    this.one("#rr-order").scrollIntoView();
    this.control("drop").focus({ preventScroll: true });
  }

  /** @param {HTMLInputElement} control that was written in or ticked */
  #changed(control) {
    const { type, value, dataset: { word, filter, given } } = control;
    if (filter) return this.#filter();
    if (given) suggest(this.#packet, control);
    if (type === "checkbox") this.#toggle(control);
    if (type === "radio") Object.assign(this.#packet, { audience: value });
    if (word) Object.assign(this.#packet, { [word]: value.trim() });
    this.#soon();
  }

  /** @param {HTMLInputElement} box */
  #toggle(box) {
    const [number, things] = [Number(box.value), this.#packet.things.filter((one) => one !== Number(box.value))];
    if (box.checked && things.length >= LIMITS.things) {
      box.checked = false;
      return this.#say(this.dataset.full, { count: LIMITS.things });
    }
    this.#packet.things = box.checked ? [...things, number] : things;
    this.#list();
    this.#say(box.checked ? this.dataset.added : this.dataset.removed, { title: this.#titleOf(number) });
  }

  /** @param {number} from @param {number} to @param {string} what was pressed */
  #move(from, to, what) {
    const { things } = this.#packet;
    if (to < 0 || to >= things.length) return;
    things.splice(to, 0, ...things.splice(from, 1));
    this.#list();
    /** @type {HTMLElement} */ (this.all(`.rr-packing-order [data-do=${what}]`)[to]).focus();
    const values = { title: this.#titleOf(things[to]), place: to + 1, count: things.length };
    this.#say(this.dataset.moved, values);
    this.#soon();
  }

  /** @param {number} at */
  #drop(at) {
    const [number] = this.#packet.things.splice(at, 1);
    this.#show();
    const next = this.all(".rr-packing-order [data-do=drop]");
    (next[at] ?? next[at - 1] ?? this.one("[data-filter=words]")).focus();
    this.#say(this.dataset.removed, { title: this.#titleOf(number) });
    this.#soon();
  }

  /** @param {number} number */
  #titleOf(number) {
    return this.#things.get(number)?.[0] ?? this.one(".rr-handed").dataset.unknown ?? "";
  }

  /** Brings the whole form in step with the packet. */
  #show() {
    match(this, this.#packet);
    this.#list();
    this.#make();
  }

  /** Shows what is chosen, in order. */
  #list() {
    const { things } = this.#packet;
    order(this, things, (number) => this.#titleOf(number));
    const sum = this.one(".rr-packing-sum");
    sum.hidden = !things.length;
    tell(sum, fill(sum.dataset.words, { count: things.length, minutes: minutesOf(this.#packet, this.#things) }));
    ask(this.one(".rr-packing-given"), this.#packet, (number) => this.#titleOf(number));
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#make(), PAUSE);
  }

  /** Makes the link, and puts it into the address of this page, so that a reload and a bookmark find it again. */
  async #make() {
    const packet = this.#packet = tidied(this.#packet);
    const link = packet.things.length ? await write(packet) : "";
    if (!this.isConnected || packet !== this.#packet) return; // another one is made already
    this.#link = link;
    history.replaceState(history.state, "", location.pathname + location.search + link);
    if (link) this.#out = handOut(this, packet, this.#things, link);
  }

  /** @param {string} what is to be done with the link */
  async #give(what) {
    await this.#make();
    const [title, url] = [this.one(".rr-handed-title").textContent ?? "", this.#out];
    if (what === "link") (await import("./copy-link.js")).open({ title, url });
    else (await import("./packet-print.js")).printed(this, this.#packet, this.#things, url);
  }

  #filter() {
    tell(this.one("[data-count]"), fill(this.dataset.found, { count: offer(this) }));
  }

  /** @param {string | undefined} text @param {Record<string, string | number>} [values] */
  #say(text, values = {}) {
    tell(this.one("[data-say]"), fill(text, values));
  }
}
