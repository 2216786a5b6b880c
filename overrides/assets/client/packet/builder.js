// Puts a packet together. It stands in the address of the page, behind the #, and this tab remembers it; see packet/builder-link.js.

import { interpolate, setText } from "../core/text.js";
import { PACKET_FRAGMENT, PACKET_LIMITS, readPacketLink } from "./link.js";
import { ask, suggest } from "./builder-prefill.js";
import { Catalog } from "./builder-catalog.js";
import { match, renderList } from "./builder-list.js";
import { held, isEmpty, PacketLink } from "./builder-link.js";
import { known, minutesOf } from "./view.js";
import { Component } from "../core/component.js";
import { InvalidInput } from "../core/untrusted.js";
import { EXIT_EVENT } from "../core/events.js";
import { TabChannel } from "../storage/tab-channel.js";

/** @typedef {import("./link.js").Packet} Packet */

/** The form in which a packet is put together. */
export default class PacketBuilderElement extends Component {
  #things = known(this);
  #packet = empty();
  #catalog = new Catalog(this);
  #link = new PacketLink(this, this.#things);
  /** Here another tab says that everything is erased. @type {TabChannel | undefined} */
  #others;

  connectedCallback() {
    this.listen(this.page, "click", ({ target }) => {
      const button = target.closest("button[data-do]");
      if (button) this.#do(button);
    });
    this.listen(this, "input change", ({ target }) => this.#changed(target));
    this.listen(window, "hashchange", () => this.#arrive());
    for (const button of this.page.querySelectorAll("[data-do=begin]")) button.removeAttribute("hidden");
    this.listen(document, EXIT_EVENT, () => this.#link.stop());
    this.#others = new TabChannel({ erased: () => this.#clear() });
    this.hidden = false;
    this.#catalog.show();
    this.#arrive();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#catalog.stop();
    this.#link.stop();
    this.#others?.close();
    delete document.documentElement.dataset.print; // not every browser says when it has printed
  }

  /** Goes on with the packet of the address, if there is one, or else with the one that this tab remembers. */
  async #arrive() {
    const { hash } = location;
    const given = hash.startsWith(PACKET_FRAGMENT) && hash !== this.#link.link ? hash : "";
    let fault = "";
    try {
      if (given) this.#packet = held(given) ?? await readPacketLink(given);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      fault = error.reason === "newer" ? "newer" : "unclear";
    }
    if (isEmpty(this.#packet)) this.#packet = held() ?? this.#packet;
    if (!this.isConnected) return;
    this.#show();
    if (fault) this.#say(this.dataset[fault]);
  }

  /** @param {HTMLElement} button */
  #do(button) {
    const { do: what = "", begin = "" } = button.dataset;
    const at = this.all(".rr-packet-builder-order > li").indexOf(/** @type {HTMLElement} */ (button.closest("li")));
    if (what === "begin") this.#begin(begin.split(" ").filter(Boolean).map(Number), button.dataset);
    if (what === "up") this.#move(at, at - 1, what);
    if (what === "down") this.#move(at, at + 1, what);
    if (what === "drop") this.#drop(at);
    if (what === "empty") this.#empty();
    if (what === "link" || what === "print-packet") this.#give(what);
  }

  /**
   * Adds what a ready packet holds to what is chosen. Its title comes along, unless somebody has written one,
   * and for whom it is, where it is the first.
   * @param {number[]} ready
   * @param {DOMStringMap} about
   */
  #begin(ready, { title = "", whom = "" }) {
    const first = whom && !this.#packet.things.length;
    const things = [...new Set([...this.#packet.things, ...ready])];
    if (things.length > PACKET_LIMITS.things) return this.#say(this.dataset.full, { count: PACKET_LIMITS.things });
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.page.querySelectorAll("[data-do=begin]"));
    const theirs = ["", ...[...buttons].map(({ dataset }) => dataset.title)].includes(this.#packet.title);
    Object.assign(this.#packet, { things, ...(theirs && { title }), ...(first && { audience: whom }) });
    this.#show();
    this.require("#rr-order").scrollIntoView();
    this.control("drop").focus({ preventScroll: true });
    this.#say(this.dataset.begun, { count: things.length });
  }

  /** Begins anew with nothing. */
  #empty() {
    this.#clear();
    this.require("[data-filter=words]").focus();
    this.#say(this.dataset.emptied);
  }

  /** Neither the form nor this tab has anything of the packet any more. */
  #clear() {
    this.#packet = empty();
    this.#show();
  }

  /** @param {HTMLInputElement} control that was written in or ticked */
  #changed(control) {
    const { type, value, dataset: { word, filter, given } } = control;
    if (filter) return this.#catalog.show();
    if (given) suggest(this.#packet, control);
    if (type === "checkbox") this.#toggle(control);
    if (type === "radio") Object.assign(this.#packet, { audience: value });
    if (word) Object.assign(this.#packet, { [word]: value.trim() });
    this.#link.soon(this.#packet);
  }

  /** @param {HTMLInputElement} box */
  #toggle(box) {
    const [number, things] = [Number(box.value), this.#packet.things.filter((one) => one !== Number(box.value))];
    if (box.checked && things.length >= PACKET_LIMITS.things) {
      box.checked = false;
      return this.#say(this.dataset.full, { count: PACKET_LIMITS.things });
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
    /** @type {HTMLElement} */ (this.all(`.rr-packet-builder-order [data-do=${what}]`)[to]).focus();
    const values = { title: this.#titleOf(things[to]), place: to + 1, count: things.length };
    this.#say(this.dataset.moved, values);
    this.#link.soon(this.#packet);
  }

  /** @param {number} at */
  #drop(at) {
    const [number] = this.#packet.things.splice(at, 1);
    this.#show();
    const next = this.all(".rr-packet-builder-order [data-do=drop]");
    (next[at] ?? next[at - 1] ?? this.require("[data-filter=words]")).focus();
    this.#say(this.dataset.removed, { title: this.#titleOf(number) });
    this.#link.soon(this.#packet);
  }

  /** @param {number} number */
  #titleOf(number) {
    return this.#things.get(number)?.title ?? this.require(".rr-packet-view").dataset.unknown ?? "";
  }

  /** Updates the whole form from the packet. */
  #show() {
    match(this, this.#packet);
    this.#list();
    this.#link.now(this.#packet);
  }

  /** Shows what is chosen, in order. */
  #list() {
    const { things } = this.#packet;
    renderList(this, things, (number) => this.#titleOf(number));
    const sum = this.require(".rr-packet-builder-sum");
    sum.hidden = !things.length;
    const words = this.require("[data-sum]");
    setText(
      words,
      interpolate(words.dataset.sum, { count: things.length, minutes: minutesOf(this.#packet, this.#things) }),
    );
    ask(this.require(".rr-packet-builder-given"), this.#packet, (number) => this.#titleOf(number));
  }

  /** @param {string} what is to be done with the link */
  async #give(what) {
    await this.#link.now(this.#packet);
    const [title, url] = [this.require(".rr-packet-title").textContent ?? "", this.#link.url];
    if (what === "link") (await import("../links/link-dialog.js")).openLinkDialog({ title, url });
    else (await import("./print.js")).printPacket(this, this.#packet, this.#things, url);
  }

  /** @param {string | undefined} text @param {Record<string, string | number>} [values] */
  #say(text, values = {}) {
    setText(this.require("[data-say]"), interpolate(text, values));
  }
}

/** @returns {Packet} a new one */
function empty() {
  return { title: "", note: "", words: "", audience: "", things: [], given: [] };
}
