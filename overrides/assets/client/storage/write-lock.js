// The right to write a copy that is open in several tabs: a Web Lock, which one tab holds.

import { WRITE_LOCK_PREFIX } from "../core/storage-keys.js";

/** How long to wait for a tab that is closing, in milliseconds, before saying that another one writes. */
const PATIENCE = 250;

/** The right to write one copy. In a browser without Web Locks every tab has it, and a conflict forks the copy. */
export class WriteLock {
  mine = !navigator.locks;
  #stop = new AbortController();
  #end = () => {};

  /**
   * @param {string} copy its id
   * @param {() => void} changed called when this tab acquires or loses the lock
   */
  constructor(copy, changed) {
    this.copy = copy;
    this.changed = changed;
    /** Resolves once it is known whether this tab holds the lock. @type {Promise<unknown>} */
    this.known = this.mine ? Promise.resolve() : new Promise((known) => {
      setTimeout(() => {
        this.#acquired = this.changed; // by then nothing waits for `known` any more
        known(undefined);
      }, PATIENCE);
      this.#acquired = () => known(undefined);
      this.#wait();
    });
  }

  /** Called when this tab acquires the lock. */
  #acquired = () => {};

  /** Steals the lock from the tab that holds it. */
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
      this.#acquired();
      return new Promise((end) => this.#end = () => end(undefined));
    }).catch((error) => {
      if (signal.aborted) return;
      if (error.name !== "AbortError") { // denied, as where nothing may be stored: then every tab may write
        this.mine = true;
        this.#acquired();
        return;
      }
      this.mine = false; // another tab has stolen it; this one queues for it again
      this.changed();
      this.#wait();
    });
  }
}
