// The client's page: a packet that came with the address, to be ticked off on this device.

import { tell } from "./answers.js";
import { audience, show } from "./choice.js";
import { BEGINS, nameOf, read } from "./packet-link.js";
import { listed, WHOLE } from "./packet-kept.js";
import { draw, known } from "./packet-view.js";
import { Part, ready } from "./part.js";
import * as store from "./store.js";
import { Unreadable } from "./strange.js";

/** How the names begin under which a tab remembers what came with a link; exit.js clears all of them. */
const TAB = "rr-handed~";
/** Under this name the tab remembers which packet leads to a sheet; see sheet.js. */
const LAST = `${TAB}last`;

/** A packet, with what is kept of it; the ticks themselves are answers like any other. */
export default class PacketElement extends Part {
  #things = known(this);
  /** The address of this page, without anything that says what is on it. */
  #bare = "";
  /** Whose wording was shown before, and whose came with the packet. */
  #wording = ["", ""];
  /** What is shown: the packet as it stands behind the # of its link. */
  #shown = "";
  /** What the reader agreed to keep, by ticking or by saying so. */
  #agreed = "";
  /** Whether it is printed as soon as the check is answered. */
  #printing = false;

  connectedCallback() {
    this.#bare = location.pathname;
    const { navigation } = /** @type {{navigation?: EventTarget}} */ (globalThis);
    this.listen(window, "hashchange", () => this.#arrive());
    // The theme, slower on some days, may write the address anew after it was tidied.
    if (navigation) this.listen(navigation, "currententrychange", () => this.#arrive());
    this.listen(document, "rr-answers", () => this.#look());
    this.listen(document, "rr-choice", () => {
      if (this.#printing && document.documentElement.dataset.gate === "none") this.#print();
    });
    this.listen(document, "rr-kept", () => this.#say());
    this.listen(document, "rr-erased", () => this.#say());
    this.listen(document, "input", (event) => event.target.name?.startsWith("done-") && this.#keep());
    this.press((what) => {
      if (what === "keep-packet") this.#keep();
      if (what === "forget-packet") this.#forget();
      if (what === "print-packet") this.#print();
    });
    this.listen(this.one(".rr-handed"), "click", ({ target }) => target.closest("a") && this.#leave());
    this.hidden = false;
    this.#arrive();
    if (document.getElementById("rr-sheet")?.dataset.ready) this.#look(); // the sheet was quicker
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    const [before, came] = this.#wording;
    const asked = new URLSearchParams(location.search).get("for"); // by a sheet of this packet, which comes next
    if (came && audience() === came && asked !== came) show("for", before);
  }

  /**
   * A packet may have come with the address. It says something about a person, so it is taken out of there; this tab
   * remembers it, where it can, so that a reload and Back find it again.
   */
  async #arrive() {
    const { hash } = location;
    // While the page before is fetched again, this one stands there still, and the address is the other's.
    if (!hash.startsWith(BEGINS) || location.pathname !== this.#bare) return;
    try {
      const copy = this.#copyOf(nameOf(await read(hash)));
      if (location.hash !== hash) return;
      const noted = store.guarded(() => (sessionStorage.setItem(TAB + copy, hash), true));
      if (noted) history.replaceState(history.state, "", `${this.#bare}?copy=${encodeURIComponent(copy)}`);
      await ready(/** @type {HTMLElement} */ (document.getElementById("rr-sheet"))); // to leave off in between would fail
      if (this.sheet.keeper?.copy !== copy) await this.sheet.open(copy);
      if (await this.#show(hash)) scrollTo(0, 0); // the theme stays where the page before was left
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#fault(error.reason === "newer" ? "newer" : "unclear");
    }
  }

  /** @param {string} name of a packet @returns {string} the id of the copy that keeps it */
  #copyOf(name) {
    const { sheet = "" } = document.getElementById("rr-sheet")?.dataset ?? {};
    return `${sheet}~${name}`;
  }

  /** Shows what belongs to the copy that the sheet has open. */
  async #look() {
    const { keeper } = this.sheet;
    if (location.hash.startsWith(BEGINS) && store.guarded(() => (sessionStorage.length, true))) return;
    const kept = keeper?.answers[WHOLE];
    const noted = store.guarded(() => sessionStorage.getItem(TAB + keeper?.id));
    const hash = noted ?? (typeof kept === "string" ? BEGINS + kept : location.hash);
    try {
      if (hash.startsWith(BEGINS)) await this.#show(hash);
      else if (!this.#shown) this.#fault(new URLSearchParams(location.search).has("copy") ? "lost" : "none");
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#fault("unclear");
    }
    this.#say();
  }

  /** @param {string} hash a packet as it stands in a link @returns {Promise<boolean>} whether it is another one now */
  async #show(hash) {
    if (hash === this.#shown) return false;
    const packet = await read(hash);
    this.#shown = hash;
    draw(this.one(".rr-handed"), packet, this.#things);
    if (packet.audience) {
      this.#wording = [this.#wording[1] ? this.#wording[0] : audience(), packet.audience];
      show("for", packet.audience);
    }
    this.sheet.index?.();
    this.sheet.show?.();
    this.#list();
    this.#say();
    return true;
  }

  /** What is shown is kept from now on, with its ticks. */
  #keep() {
    if (this.#agreed === this.#shown) return;
    this.#agreed = this.#shown;
    this.sheet.keeper?.set(WHOLE, this.#shown.slice(BEGINS.length));
    this.#say();
  }

  /** Prints it all; where a sheet for two is in it, after the check that stands before each of them. */
  async #print() {
    const packet = await read(this.#shown);
    const gate = this.one(".rr-handed-gate");
    const asks = packet.things.some((number) => this.#things.get(number)?.[4]) && gate.querySelector(".rr-gate");
    gate.hidden = !asks || document.documentElement.dataset.gate === "none";
    this.#printing = !gate.hidden;
    if (this.#printing) return Object.assign(gate.querySelector("h2") ?? gate, { tabIndex: -1 }).focus();
    const [{ printed }, { published }] = await Promise.all([import("./packet-print.js"), import("./packet-out.js")]);
    printed(this, packet, this.#things, published(this.#bare + this.#shown));
  }

  /** A page of the packet is opened: from there a way leads back. */
  #leave() {
    store.guarded(() => sessionStorage.setItem(LAST, this.sheet.keeper?.id ?? ""));
  }

  /** Nothing of it stays, neither here nor in this tab. */
  async #forget() {
    const { keeper } = this.sheet;
    for (const key of [TAB + keeper?.id, LAST]) store.guarded(() => sessionStorage.removeItem(key));
    if (!await keeper?.clear(true)) return;
    this.#shown = this.#agreed = "";
    this.one(".rr-handed").hidden = true;
    history.replaceState(history.state, "", this.#bare);
    this.#fault("forgotten");
    this.#list();
  }

  /** @param {string} why nothing is shown */
  #fault(why) {
    tell(this.one(".rr-handed-state"), this.dataset[why]);
    this.one(".rr-handed-keep").hidden = true;
    if (!this.#shown) this.#list();
  }

  /** Says whether what is shown is kept. */
  #say() {
    if (!this.#shown) return;
    const kept = Boolean(this.sheet.keeper?.answers[WHOLE]);
    tell(this.one(".rr-handed-state"), kept ? this.dataset.kept : this.dataset.unkept);
    this.one(".rr-handed-keep").hidden = false;
    this.control("keep-packet").hidden = kept;
    if (!kept) this.#agreed = "";
  }

  /** Lists the other packets that are kept on this device. */
  async #list() {
    const all = await store.using((database) => store.all(database, this.#copyOf("").slice(0, -1))).catch(() => []);
    const own = this.#shown && this.sheet.keeper?.id;
    const { untitled = "" } = this.one(".rr-handed").dataset;
    const entries = await listed(all.filter(({ id }) => id !== own), this.#bare, untitled);
    const place = this.one(".rr-handed-others");
    place.hidden = !entries.length;
    place.querySelector("ul")?.replaceChildren(...entries);
  }
}
