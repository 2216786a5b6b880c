// A soft sound, for those who want one.

import { guarded } from "./guarded.js";

/** The reader's wish for it, in localStorage. */
const WISH = "rr-bell";

/** @type {AudioContext | undefined} */
let sound;

/** @returns {boolean} whether it is wanted on this device */
export function wanted() {
  return Boolean(guarded(() => localStorage.getItem(WISH)));
}

/** @param {boolean} yes whether it is wanted from now on */
export function want(yes) {
  guarded(() => yes ? localStorage.setItem(WISH, "yes") : localStorage.removeItem(WISH));
}

/**
 * Rings softly later. The sound card waits, since browsers slow the scripts of tabs that nobody looks at.
 * @param {number} wait in milliseconds
 * @returns {() => void} silences it
 */
export function ring(wait) {
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
