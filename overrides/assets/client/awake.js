// Keeps the screen on, where the browser can and will.

/** The hold of one timer on the screen. */
export class Awake {
  /** @type {WakeLockSentinel | undefined} */
  #lock;

  /** Takes hold. @param {() => boolean} wanted asked whether it still shall, once the browser has agreed */
  async hold(wanted) {
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.release();
      this.#lock = lock;
      if (!wanted()) this.release();
    } catch {
      // The browser cannot or will not; whatever needed it goes on all the same.
    }
  }

  /** Lets the screen sleep. */
  release() {
    this.#lock?.release();
    this.#lock = undefined;
  }
}
