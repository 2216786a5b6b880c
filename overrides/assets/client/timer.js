// A timer for speaking in turns; says whose turn it is, and announces politely.

import { Countdown, face } from "./countdown.js";
import { whose } from "./people.js";

/** How often the face is drawn, in milliseconds. */
const TICK = 250;
/** An end that is noticed so much later was missed, in milliseconds. */
const LATE = 5_000;
/** The reader's wish for a sound, in localStorage. */
const BELL = "rr-bell";

/** @type {AudioContext | undefined} */
let sound;

/**
 * Rings softly later. The sound card waits, since browsers slow the scripts of tabs that nobody looks at.
 * @param {number} wait in milliseconds
 * @returns {() => void} silences it
 */
function ring(wait) {
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

/** The timer; its buttons stand in its markup. */
export default class TimerElement extends HTMLElement {
  #turn = 0;
  #interval = 0;
  #time = new Countdown(0);
  /** @type {WakeLockSentinel | undefined} */
  #awake;
  /** Takes back the bell. @type {(() => void) | undefined} */
  #hush;

  connectedCallback() {
    const kept = tried(() => JSON.parse(sessionStorage.getItem(this.#place) ?? "null"));
    this.#newTurn(kept?.turn, kept?.time);
    this.#part("[data-do=ring]").checked = Boolean(tried(() => localStorage.getItem(BELL)));
    this.#part(".rr-timer-live").hidden = false;
    this.addEventListener("click", this);
    document.addEventListener("rr-answers", this);
    document.addEventListener("visibilitychange", this);
    // After a reload the browser allows no sound before the reader does something.
    document.addEventListener("click", () => this.#wind(), { once: true });
    if (this.#time.begun && !this.#time.left) this.#finish();
    else if (this.#time.running) this.#run();
  }

  disconnectedCallback() {
    this.#rest();
    document.removeEventListener("rr-answers", this);
    document.removeEventListener("visibilitychange", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "rr-answers") return this.#draw();
    if (event.type !== "click") return this.#wake();
    const what = /** @type {Element} */ (event.target).closest("[data-do]")?.getAttribute("data-do");
    if (what === "ring") this.#choose();
    if (what === "restart") this.#newTurn();
    if (what === "next") this.#newTurn(this.#turn + 1);
    if (what === "pause" && this.#time.running) this.#stop();
    else if (what === "start" || what === "next" || what === "pause") this.#start();
    if (what) this.#keep();
    if (what === "start" || what === "next") this.#focus("pause");
    if (what === "restart") this.#focus("start");
  }

  get #turns() {
    return Number(this.dataset.turns);
  }

  get #last() {
    return this.#turn + 1 >= this.#turns;
  }

  /** Where in sessionStorage, which a reload leaves alone. */
  get #place() {
    return `rr-timer:${location.pathname}:${this.getAttribute("aria-labelledby")}`;
  }

  /** @param {import("./countdown.js").State} [kept] */
  #newTurn(turn = 0, kept = undefined) {
    this.#rest();
    this.#turn = Math.min(turn, this.#turns - 1);
    this.#time = new Countdown(Number(this.dataset.minutes) * 60_000, Date.now, kept);
    this.#say("");
    this.#draw();
  }

  #start() {
    if (!this.#time.begun) this.#say(this.#who());
    this.#time.start();
    this.#run();
  }

  #stop() {
    this.#rest();
    this.#time.stop();
    this.#say("");
    this.#draw();
  }

  /** Keeps up with the time. */
  #run() {
    this.#interval = setInterval(() => this.#tick(), TICK);
    this.#wake();
  }

  /** No longer keeps up with the time, which may run on. */
  #rest() {
    clearInterval(this.#interval);
    this.#hush?.();
    this.#awake?.release();
    this.#awake = undefined;
  }

  /** Is right at once when the page is in view again; by then the browser lets the screen sleep. */
  #wake() {
    if (document.hidden || !this.#time.running) return;
    this.#wind();
    this.#stayAwake();
    this.#tick();
  }

  #tick() {
    const mark = this.#time.mark();
    if (!this.#time.left) return this.#finish();
    if (mark) {
      this.#say(this.dataset[mark]);
      this.#keep();
    }
    this.#draw();
  }

  #finish() {
    const here = this.contains(document.activeElement);
    const missed = this.#time.late > LATE;
    if (!missed) this.#hush = undefined; // the bell may ring out
    this.#stop();
    this.#keep();
    this.#say(missed ? this.dataset.missed : this.#last ? this.dataset.done : this.dataset.doneTurn);
    // Whoever is writing elsewhere must not be torn away, and their next space must not start a turn.
    if (here) this.#focus(this.#last ? "restart" : "next");
  }

  #keep() {
    tried(() => sessionStorage.setItem(this.#place, JSON.stringify({ turn: this.#turn, time: this.#time })));
  }

  /** Remembers on this device whether to ring. */
  #choose() {
    const { checked } = this.#part("[data-do=ring]");
    /** @type {NodeListOf<HTMLInputElement>} */
    const boxes = document.querySelectorAll("rr-timer [data-do=ring]");
    for (const box of boxes) box.checked = checked;
    tried(() => checked ? localStorage.setItem(BELL, "yes") : localStorage.removeItem(BELL));
    this.#wind();
  }

  /** Sets the bell anew. */
  #wind() {
    this.#hush?.();
    const wanted = this.isConnected && this.#time.running && this.#part("[data-do=ring]").checked;
    this.#hush = wanted ? tried(() => ring(this.#time.left)) : undefined;
  }

  /** @param {string} what the button that goes on from here */
  #focus(what) {
    this.#part(`[data-do=${what}]`).focus({ preventScroll: true });
  }

  /** Who speaks in this turn, by name where there is one. */
  #who() {
    const name = whose(this.dataset.people, this.#turn);
    return name && (this.dataset.turnOf ?? "").replace("{name}", () => name);
  }

  #draw() {
    const turn = (this.dataset.turn ?? "").replace("{turn}", `${this.#turn + 1}`).replace("{turns}", `${this.#turns}`);
    const who = [this.#turns > 1 ? turn : "", this.#who()].filter(Boolean).join(" · ");
    this.#part(".rr-timer-who").textContent = who;
    this.#part(".rr-timer-clock").textContent = face(this.#time.left);
    const { begun, running, left } = this.#time;
    const pause = this.#part("[data-do=pause]");
    pause.textContent = (running ? this.dataset.pause : this.dataset.resume) ?? "";
    pause.hidden = !begun || left === 0;
    this.#part("[data-do=start]").hidden = begun;
    this.#part("[data-do=next]").hidden = left > 0 || this.#last;
    this.#part("[data-do=restart]").hidden = !begun && this.#turn === 0;
    this.#part(".rr-timer-plan")?.toggleAttribute("hidden", running || pause.hidden);
  }

  /** @param {string | undefined} words */
  #say(words) {
    this.#part(".rr-status").textContent = words ?? "";
  }

  async #stayAwake() {
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.#awake?.release();
      this.#awake = lock;
      if (!this.isConnected || !this.#time.running) lock.release();
    } catch {
      // The browser cannot or will not; the timer is right all the same.
    }
  }

  /** @param {string} selector @returns {HTMLInputElement} or whatever stands there */
  #part(selector) {
    return /** @type {HTMLInputElement} */ (this.querySelector(selector));
  }
}

/**
 * @template T
 * @param {() => T} what reads, writes or sounds, which browsers may refuse
 */
function tried(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
