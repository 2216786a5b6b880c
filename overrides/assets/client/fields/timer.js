// A timer for speaking in turns; says whose turn it is, and announces politely.

import { interpolate, setText } from "../core/text.js";
import { whose } from "../core/controls.js";
import * as device from "./timer-device.js";
import { clockFace, Countdown } from "./countdown.js";
import { Component } from "../core/component.js";
import { attempt } from "../core/attempt.js";
import { ANSWERS_EVENT } from "../core/events.js";
import { TIMER_PREFIX } from "../core/storage-keys.js";

/** How often the face is drawn, in milliseconds. */
const TICK = 250;
/** An end that is noticed so much later was missed, in milliseconds. */
const LATE = 5_000;

/** The timer; its buttons stand in its markup. */
export default class TimerElement extends Component {
  #turn = 0;
  #interval = 0;
  #time = new Countdown(0);
  #awake = new device.WakeLock();
  /** Takes back the device. @type {(() => void) | undefined} */
  #hush;

  connectedCallback() {
    const kept = attempt(() => JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "null"));
    this.#newTurn(kept?.turn, kept?.time);
    this.control("ring").checked = device.bellWanted();
    this.require(".rr-timer-live").hidden = false;
    this.press((what) => this.#do(what));
    this.listen(document, ANSWERS_EVENT, () => this.#draw());
    this.listen(document, "visibilitychange", () => this.#wake());
    // After a reload the browser allows no sound before the reader does something.
    document.addEventListener("click", () => this.#wind(), { once: true });
    if (this.#time.begun && !this.#time.left) this.#finish();
    else if (this.#time.running) this.#run();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#rest();
  }

  /** @param {string} what */
  #do(what) {
    if (what === "ring") this.#choose();
    if (what === "restart") this.#newTurn();
    if (what === "next") this.#newTurn(this.#turn + 1);
    if (what === "pause" && this.#time.running) this.#stop();
    else if (what === "start" || what === "next" || what === "pause") this.#start();
    this.#keep();
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
  get #storageKey() {
    return `${TIMER_PREFIX}${location.pathname}:${this.getAttribute("aria-labelledby")}`;
  }

  /** @param {import("./countdown.js").State} [kept] */
  #newTurn(turn = 0, kept = undefined) {
    this.#rest();
    this.#turn = Math.min(turn, this.#turns - 1);
    this.#time = new Countdown(Number(this.dataset.minutes) * 60_000, Date.now, kept);
    this.#say();
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
    this.#say();
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
    this.#awake.release();
  }

  /** Is right at once when the page is in view again; by then the browser lets the screen sleep. */
  #wake() {
    if (document.hidden || !this.#time.running) return;
    this.#wind();
    this.#awake.hold(() => this.isConnected && this.#time.running);
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
    attempt(() => sessionStorage.setItem(this.#storageKey, JSON.stringify({ turn: this.#turn, time: this.#time })));
  }

  /** Remembers on this device whether to ring. */
  #choose() {
    const { checked } = this.control("ring");
    /** @type {NodeListOf<HTMLInputElement>} */
    const boxes = document.querySelectorAll("rr-timer [data-do=ring]");
    for (const box of boxes) box.checked = checked;
    device.setBellWanted(checked);
    this.#wind();
  }

  /** Sets the bell anew. */
  #wind() {
    this.#hush?.();
    const wanted = this.isConnected && this.#time.running && this.control("ring").checked;
    this.#hush = wanted ? attempt(() => device.ringBell(this.#time.left)) : undefined;
  }

  /** @param {string} what the button that goes on from here */
  #focus(what) {
    this.control(what).focus({ preventScroll: true });
  }

  /** Who speaks in this turn: their name, else their role; empty if unknown. */
  #who() {
    const name = whose(this.dataset.people, this.#turn);
    return name && interpolate(this.dataset.turnOf, { name });
  }

  #draw() {
    const turn = interpolate(this.dataset.turn, { turn: this.#turn + 1, turns: this.#turns });
    const who = [this.#turns > 1 ? turn : "", this.#who()].filter(Boolean).join(" · ");
    setText(this.require(".rr-timer-who"), who);
    setText(this.require(".rr-timer-clock"), clockFace(this.#time.left));
    const { begun, running, left } = this.#time;
    const pause = this.control("pause");
    setText(pause, running ? this.dataset.pause : this.dataset.resume);
    pause.hidden = !begun || left === 0;
    this.control("start").hidden = begun;
    this.control("next").hidden = left > 0 || this.#last;
    this.control("restart").hidden = !begun && this.#turn === 0;
    this.find(".rr-timer-plan")?.toggleAttribute("hidden", running || pause.hidden);
  }

  /** @param {string} [words] */
  #say(words) {
    setText(this.require(".rr-status"), words);
  }
}
