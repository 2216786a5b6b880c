// How tabs tell each other what has changed. Also the parts of one page do so, as each has a channel of its own.

import { attempt } from "../core/attempt.js";
import { CHANNEL_NAME } from "../core/storage-keys.js";

/**
 * The messages. Tabs that were opened before an update send and understand the same, so they never change.
 * @typedef {string | null} CopyChanged the id of a copy that has changed; null if it is not known yet
 * @typedef {{erased: true}} Erased everything on this device was erased
 */

/**
 * Listeners for messages of other channels.
 * @typedef {object} Listeners
 * @property {(copy: CopyChanged) => unknown} [changed]
 * @property {() => unknown} [erased]
 */

/** One end of the channel. */
export class TabChannel {
  /** Undefined where the browser refuses it: then others are not told. */
  #channel = attempt(() => new BroadcastChannel(CHANNEL_NAME));

  /** @param {Listeners} [listeners] */
  constructor({ changed, erased } = {}) {
    if (!this.#channel) return;
    this.#channel.onmessage = ({ data }) => data?.erased ? erased?.() : changed?.(data);
  }

  /** @param {CopyChanged} copy */
  tellChanged(copy) {
    this.#channel?.postMessage(copy);
  }

  tellErased() {
    this.#channel?.postMessage(/** @satisfies {Erased} */ ({ erased: true }));
  }

  /** Calls no listener any more; others can still be told. */
  mute() {
    if (this.#channel) this.#channel.onmessage = null;
  }

  close() {
    this.#channel?.close();
  }
}
