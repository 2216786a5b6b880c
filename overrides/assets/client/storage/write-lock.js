// Whose turn it is to write, where one copy of a sheet is open in several tabs: a Web Lock, which one tab holds.

import { WRITE_LOCK_PREFIX } from "../core/storage-keys.js";

/** How long to wait for a tab that is closing, in milliseconds, before saying that another one writes. */
const PATIENCE = 250;

/** The turn to write one copy. Where a browser has no Web Locks, every tab has it, and a conflict keeps both copies. */
export class WriteLock {
  mine = !navigator.locks;
  #stop = new AbortController();
  #end = () => {};

  /**
   * @param {string} copy its id
   * @param {() => void} changed told when this tab gets the turn or loses it
   */
  constructor(copy, changed) {
    this.copy = copy;
    this.changed = changed;
    /** Done when it is known whether this tab has the turn. @type {Promise<unknown>} */
    this.known = this.mine ? Promise.resolve() : new Promise((known) => {
      setTimeout(() => {
        this.#told = this.changed; // whoever waited has gone on
        known(undefined);
      }, PATIENCE);
      this.#told = () => known(undefined);
      this.#wait();
    });
  }

  /** Told when this tab gets the turn. */
  #told = () => {};

  /** Takes the turn away from the tab that has it. */
  take() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#hold({ steal: true });
  }

  /** Lets another tab write. */
  release() {
    this.mine = false;
    this.#stop.abort();
    this.#end();
  }

  #wait() {
    this.#hold({ signal: this.#stop.signal });
  }

  /** @param {LockOptions} options */
  #hold(options) {
    const { signal } = this.#stop;
    navigator.locks.request(WRITE_LOCK_PREFIX + this.copy, options, () => {
      this.mine = true;
      this.#told();
      return new Promise((end) => this.#end = () => end(undefined));
    }).catch((error) => {
      if (signal.aborted) return;
      if (error.name !== "AbortError") { // refused, as where nothing may be stored: then every tab has the turn
        this.mine = true;
        this.#told();
        return;
      }
      this.mine = false; // another tab has taken it; the next one to be free is ours again
      this.changed();
      this.#wait();
    });
  }
}
