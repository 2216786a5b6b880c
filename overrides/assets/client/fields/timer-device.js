// What a timer asks of the device: a soft sound, for those who want one, and that the screen stays on.

import { attempt } from "../core/attempt.js";
import { TIMER_SOUND_KEY } from "../core/storage-keys.js";

/** @type {AudioContext | undefined} */
let sound;

/** @returns {boolean} whether it is wanted on this device */
export function bellWanted() {
  return Boolean(attempt(() => localStorage.getItem(TIMER_SOUND_KEY)));
}

/** @param {boolean} yes whether it is wanted from now on */
export function setBellWanted(yes) {
  attempt(() => yes ? localStorage.setItem(TIMER_SOUND_KEY, "yes") : localStorage.removeItem(TIMER_SOUND_KEY));
}

/**
 * Rings softly later. The sound card waits, since browsers slow the scripts of tabs that nobody looks at.
 * @param {number} wait in milliseconds
 * @returns {() => void} silences it
 */
export function ringBell(wait) {
  sound ??= new AudioContext();
  sound.resume();
  const at = sound.currentTime + wait / 1000;
  const [tone, volume] = [sound.createOscillator(), sound.createGain()];
  tone.connect(volume).connect(sound.destination);
  volume.gain.setValueAtTime(0.2, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 3);
  tone.start(at);
  tone.stop(at + 3);
  return () => volume.disconnect();
}

/** The hold of one timer on the screen. */
export class WakeLock {
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
