// The client's page: a packet that came with the address, to be ticked off on this device.

import { setText } from "../core/text.js";
import { audience, show } from "../core/preferences.js";
import { PACKET_FRAGMENT, packetName, readPacketLink } from "./link.js";
import { listSaved } from "./saved.js";
import { getTabItem, removeTabItem, setTabItem, tabStorageWorks } from "./tab-storage.js";
import { isCheckPassed, PacketPrinting } from "./viewer-printing.js";
import { known, renderPacket } from "./view.js";
import { Component, whenAnswersReady } from "../core/component.js";
import { published } from "../core/site-url.js";
import { InvalidInput } from "../core/untrusted.js";
import { ANSWERS_EVENT, CHOICE_EVENT, ERASED_EVENT, KEPT_EVENT } from "../core/events.js";
import { LAST_PACKET, PACKET_ANSWER } from "../core/storage-keys.js";

/** A packet, with what is kept of it; the ticks themselves are answers like any other. */
export default class PacketElement extends Component {
  #things = known(this);
  /** The address of this page, without anything that says what is on it. */
  #bare = "";
  /** Whose wording was shown before, and whose came with the packet. */
  #wording = ["", ""];
  /** What is shown: the packet as it stands behind the # of its link. */
  #shown = "";
  /** What the reader agreed to keep, by ticking or by saying so. */
  #agreed = "";
  /** Whether it was once kept, so that later changes are no news. */
  #kept = false;
  /** Why nothing is shown, where that is known better than from the address: a damaged link, a packet forgotten. */
  #why = "";
  #printing = new PacketPrinting(this, this.#things);

  connectedCallback() {
    this.#bare = location.pathname;
    const { navigation } = /** @type {{navigation?: EventTarget}} */ (globalThis);
    this.listen(window, "hashchange", () => this.#arrive());
    this.listen(window, "popstate", () => this.#turn());
    // The theme, slower on some days, may write the address anew after it was tidied.
    if (navigation) this.listen(navigation, "currententrychange", () => this.#arrive());
    this.listen(document, ANSWERS_EVENT, () => this.#look());
    this.listen(document, CHOICE_EVENT, () => {
      if (this.#printing.waits && isCheckPassed()) this.#print();
    });
    this.listen(document, KEPT_EVENT, () => this.#say());
    this.listen(document, ERASED_EVENT, () => this.#wipe());
    this.listen(document, "input", (event) => event.target.name?.startsWith("done-") && this.#keep());
    this.press((what) => {
      if (what === "keep-packet") this.#keep(true);
      if (what === "forget-packet") this.#forget();
      if (what === "print-packet") this.#print();
    });
    this.listen(this.require(".rr-packet-view"), "click", ({ target }) => {
      if (target.closest("a")) setTabItem(LAST_PACKET, this.findSheet()?.autosave?.id ?? ""); // the sheet offers the way back
    });
    this.listen(this.require(".rr-packet-others"), "click", (event) => this.#choose(event));
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
    if (!hash.startsWith(PACKET_FRAGMENT) || location.pathname !== this.#bare) return;
    const form = /** @type {HTMLElement} */ (document.getElementById("rr-sheet"));
    try {
      const copy = `${form.dataset.sheet}~${packetName(await readPacketLink(hash))}`;
      if (location.hash !== hash || !this.isConnected) return;
      this.#why = "";
      setTabItem(copy, hash);
      if (getTabItem(copy)) history.replaceState(history.state, "", `${this.#bare}?copy=${encodeURIComponent(copy)}`);
      await whenAnswersReady(form); // to leave off in between would fail
      if (!this.isConnected) return;
      if (this.findSheet()?.autosave?.copy !== copy) await this.sheet.open(copy);
      if (await this.#show(hash)) scrollTo(0, 0); // the theme stays where the page before was left
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      if (location.hash !== hash || !this.isConnected) return;
      history.replaceState(
        history.state,
        "",
        location.pathname + location.search + (tabStorageWorks() ? "" : this.#shown),
      );
      this.#why = error.reason === "newer" ? "newer" : "unclear";
      this.#fault(this.#why);
      if (form.dataset.ready) this.#look();
    }
  }

  /** Back and Forward may ask for another packet, while the sheet stays. */
  async #turn() {
    const copy = new URLSearchParams(location.search).get("copy");
    if (location.pathname !== this.#bare || location.hash || !copy || copy === this.findSheet()?.autosave?.copy) return;
    this.#hide();
    this.#why = "";
    await this.sheet.open(copy); // dispatches ANSWERS_EVENT, which shows it
  }

  /** Opens another packet that is kept; the theme would take it for the page that is here. @param {MouseEvent} event */
  #choose(event) {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(null, "", link.href);
    this.#turn();
    scrollTo(0, 0);
    this.#state.focus();
  }

  /** Where it is said what has become of the packet. */
  get #state() {
    return Object.assign(this.require(".rr-packet-state"), { tabIndex: -1 });
  }

  /** Shows what belongs to the copy that the sheet has open. */
  async #look() {
    const autosave = this.findSheet()?.autosave;
    const asked = new URLSearchParams(location.search).has("copy");
    if (location.hash.startsWith(PACKET_FRAGMENT) && tabStorageWorks() || this.#why && !this.#shown && !asked) return;
    const kept = autosave?.answers[PACKET_ANSWER];
    const hash = getTabItem(autosave?.id ?? "") || (typeof kept === "string" ? PACKET_FRAGMENT + kept : location.hash);
    try {
      if (hash.startsWith(PACKET_FRAGMENT)) await this.#show(hash);
      else if (!this.#shown) this.#fault(asked ? "lost" : "none");
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.#fault("unclear");
    }
    if (this.#why) this.#fault(this.#why);
    this.#say();
  }

  /** @param {string} hash a packet as it stands in a link @returns {Promise<boolean>} whether it is another one now */
  async #show(hash) {
    if (hash === this.#shown) return false;
    const packet = await readPacketLink(hash);
    if (!this.isConnected) return false;
    this.#hide();
    this.#shown = hash;
    renderPacket(this.require(".rr-packet-view"), packet, this.#things);
    const [before, came] = this.#wording;
    const own = came && audience() === came ? before : audience();
    this.#wording = [own, packet.audience];
    if (packet.audience || came) show("for", packet.audience || own);
    this.findSheet()?.index();
    this.findSheet()?.show();
    this.#list();
    this.#say();
    return true;
  }

  /** What is shown is kept from now on, with its ticks. @param {boolean} [again] also where it could not be before */
  #keep(again = false) {
    this.#why = "";
    if (this.#agreed === this.#shown && !again) return;
    this.#agreed = this.#shown;
    this.findSheet()?.autosave?.set(PACKET_ANSWER, this.#shown.slice(PACKET_FRAGMENT.length));
    this.#say();
  }

  /** Prints what is shown. */
  async #print() {
    if (!this.#shown) return;
    this.#printing.print(await readPacketLink(this.#shown), published(this.#bare + this.#shown));
  }

  /** Forgets the packet that is shown, if the device lets go of it. */
  async #forget() {
    const autosave = this.findSheet()?.autosave;
    if (await autosave?.clear(true) || !this.#kept) this.#wipe(autosave?.id);
    else setText(this.#state, this.dataset.stays);
    this.#state.focus();
  }

  /** Nothing of it stays, neither here nor in this tab. @param {string} [copy] which one; every one if left out */
  #wipe(copy) {
    for (const name of copy ? [copy, LAST_PACKET] : [undefined]) removeTabItem(name);
    this.#hide();
    this.#why = "forgotten";
    history.replaceState(history.state, "", this.#bare);
    this.#fault(this.#why);
  }

  /** Shows no packet. */
  #hide() {
    this.#shown = this.#agreed = "";
    this.#kept = false;
    this.#printing.stop();
    for (const part of [".rr-packet-view", ".rr-packet-keep"]) this.require(part).hidden = true;
  }

  /** @param {string} why nothing is shown, or nothing else */
  #fault(why) {
    setText(this.#state, this.dataset[why]);
    if (!this.#shown) this.#list();
  }

  /** Says whether what is shown is kept, or why nothing else is. */
  #say() {
    if (!this.#shown) return;
    const { answers = {}, pending, reading } = this.findSheet()?.autosave ?? {};
    const held = Boolean(answers[PACKET_ANSWER]);
    this.#kept = held && (this.#kept || !pending);
    setText(this.#state, this.dataset[this.#why || (this.#kept ? "kept" : reading ? "reading" : "unkept")]);
    this.require(".rr-packet-keep").hidden = false;
    this.control("keep-packet").hidden = this.#kept || Boolean(reading);
    if (!held) this.#agreed = "";
  }

  /** Lists the other packets that are kept on this device. */
  #list() {
    const { sheet = "" } = document.getElementById("rr-sheet")?.dataset ?? {};
    listSaved(this.require(".rr-packet-others"), sheet, this.#shown ? this.findSheet()?.autosave?.id : undefined);
  }
}
