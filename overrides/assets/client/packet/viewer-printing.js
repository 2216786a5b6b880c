// Prints the packet that is shown; where a worksheet for two is in it, after the check on safety that stands before each.

/** @typedef {import("./link.js").Packet} Packet */

/** The printing of one packet. */
export class PacketPrinting {
  /** Whether it is printed as soon as the check is passed. */
  waits = false;

  /**
   * @param {import("../core/component.js").Component} element shows the packet, and holds the check
   * @param {Map<number, import("./view.js").PacketItem>} things
   */
  constructor(element, things) {
    this.element = element;
    this.things = things;
  }

  /** @param {Packet} packet @param {string} link to it */
  async print(packet, link) {
    const gate = this.#gate;
    const asks = packet.things.some((number) => this.things.get(number)?.two) && gate.querySelector(".rr-gate");
    this.waits = Boolean(asks) && !isCheckPassed();
    gate.hidden = !this.waits;
    if (this.waits) return Object.assign(gate.querySelector("h2") ?? gate, { tabIndex: -1 }).focus();
    const { printPacket } = await import("./print.js");
    printPacket(this.element, packet, this.things, link);
  }

  /** Another packet is shown, or none. */
  stop() {
    this.waits = false;
    this.#gate.hidden = true;
  }

  get #gate() {
    return this.element.require(".rr-packet-gate");
  }
}

/** @returns {boolean} whether the check on safety need not be asked any more */
export function isCheckPassed() {
  return document.documentElement.dataset.gate === "none";
}
