// A timer for speaking in turns; says whose turn it is, and announces politely.

import { Countdown, face } from "./countdown.js";

/** How often the face is drawn, in milliseconds. */
const TICK = 250;

/** The timer; its buttons stand in its markup. */
export default class TimerElement extends HTMLElement {
  #turn = 0;
  #interval = 0;
  #time = new Countdown(0);
  /** @type {WakeLockSentinel | undefined} */
  #awake;

  connectedCallback() {
    this.#newTurn(0);
    this.#element(".rr-timer-live").hidden = false;
    this.addEventListener("click", this);
    document.addEventListener("rr-answers", this);
  }

  disconnectedCallback() {
    this.#stop();
    document.removeEventListener("rr-answers", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "rr-answers") return this.#draw();
    const what = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset.do;
    if (what === "start" || (what === "pause" && !this.#time.running)) this.#start();
    else if (what === "pause") this.#stop();
    else if (what === "next") this.#newTurn(this.#turn + 1, true);
    else if (what === "restart") this.#newTurn(0);
    if (what === "start" || what === "next") this.#focus("pause");
    if (what === "restart") this.#focus("start");
  }

  get #turns() {
    return Number(this.dataset.turns);
  }

  get #last() {
    return this.#turn + 1 >= this.#turns;
  }

  #newTurn(turn = 0, start = false) {
    this.#stop();
    this.#turn = turn;
    this.#time = new Countdown(Number(this.dataset.minutes) * 60_000);
    this.#say("");
    if (start) this.#start();
    this.#draw();
  }

  #start() {
    if (!this.#time.begun) this.#say(this.#who());
    this.#time.start();
    this.#interval = setInterval(() => this.#tick(), TICK);
    this.#stayAwake();
    this.#draw();
  }

  #stop() {
    clearInterval(this.#interval);
    this.#time.stop();
    this.#awake?.release();
    this.#awake = undefined;
    this.#draw();
  }

  #tick() {
    const mark = this.#time.mark();
    if (this.#time.left === 0) this.#finish();
    else if (mark) this.#say(this.dataset[mark] ?? "");
    this.#draw();
  }

  #finish() {
    const here = this.contains(document.activeElement);
    this.#stop();
    this.#say((this.#last ? this.dataset.done : this.dataset.doneTurn) ?? "");
    // Whoever is writing elsewhere must not be torn away, and their next space must not start a turn.
    if (here) this.#focus(this.#last ? "restart" : "next");
  }

  /** @param {string} what the button that goes on from here */
  #focus(what) {
    this.#element(`[data-do=${what}]`).focus({ preventScroll: true });
  }

  /** Who speaks in this turn, by name where there is one. */
  #who() {
    const field = this.dataset.people;
    const selector = `input[name^="${field}--"]`;
    const names = field ? /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(selector)) : [];
    if (!names.length) return "";
    const whose = names[this.#turn % names.length];
    const name = whose.value.trim() || document.querySelector(`label[for="${whose.id}"]`)?.textContent || "";
    return (this.dataset.turnOf ?? "").replace("{name}", () => name);
  }

  #draw() {
    const turn = (this.dataset.turn ?? "").replace("{turn}", `${this.#turn + 1}`).replace("{turns}", `${this.#turns}`);
    const who = [this.#turns > 1 ? turn : "", this.#who()].filter(Boolean).join(" · ");
    this.#element(".rr-timer-who").textContent = who;
    this.#element(".rr-timer-clock").textContent = face(this.#time.left);
    const { begun, running, left } = this.#time;
    const pause = this.#element("[data-do=pause]");
    pause.textContent = (running ? this.dataset.pause : this.dataset.resume) ?? "";
    this.#element("[data-do=start]").hidden = begun;
    this.#element("[data-do=next]").hidden = left > 0 || this.#last;
    this.#element("[data-do=restart]").hidden = !begun && this.#turn === 0;
    pause.hidden = !begun || left === 0;
  }

  /** @param {string} words */
  #say(words) {
    this.#element(".rr-status").textContent = words;
  }

  async #stayAwake() {
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (this.#awake || !this.#time.running) lock.release();
      else this.#awake = lock;
    } catch {
      // The browser cannot or will not; the timer is right all the same.
    }
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #element(selector) {
    const found = this.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`rr-timer lacks ${selector}`);
    return found;
  }
}
