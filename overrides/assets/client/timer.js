// A timer for speaking in turns. It counts by the clock, so that a sleeping tab does not slow it down.

/** How often the face is drawn, in milliseconds. */
const TICK = 250;

/**
 * @param {number} milliseconds
 * @returns {string} minutes and seconds, such as 04:59
 */
export function face(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The timer; its buttons stand in its markup. */
export default class TimerElement extends HTMLElement {
  #turn = 0;
  /** When this turn ends, by the clock; 0 while the timer stands still. */
  #end = 0;
  #left = 0;
  #interval = 0;
  /** @type {Set<string>} */
  #announced = new Set();
  /** @type {WakeLockSentinel | undefined} */
  #awake;

  connectedCallback() {
    this.#reset();
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
    if (what === "start") this.#start();
    if (what === "pause") this.#end ? this.#pause() : this.#start();
    if (what === "next") this.#next();
    if (what === "restart") this.#restart();
  }

  get #length() {
    return Number(this.dataset.minutes) * 60_000;
  }

  get #turns() {
    return Number(this.dataset.turns);
  }

  #reset() {
    this.#left = this.#length;
    this.#announced.clear();
    this.#draw();
  }

  #start() {
    const first = this.#left === this.#length;
    this.#end = Date.now() + this.#left;
    this.#interval = setInterval(() => this.#tick(), TICK);
    this.#stayAwake();
    this.#draw();
    if (first) this.#say(this.#who());
  }

  #pause() {
    this.#left = Math.max(0, this.#end - Date.now());
    this.#stop();
    this.#draw();
  }

  #stop() {
    clearInterval(this.#interval);
    this.#end = 0;
    this.#awake?.release();
    this.#awake = undefined;
  }

  #next() {
    this.#turn += 1;
    this.#reset();
    this.#start();
    this.#element("[data-do=pause]").focus();
  }

  #restart() {
    this.#stop();
    this.#turn = 0;
    this.#reset();
    this.#say("");
    this.#element("[data-do=start]").focus();
  }

  #tick() {
    this.#left = Math.max(0, this.#end - Date.now());
    if (this.#left === 0) this.#finish();
    else if (this.#left <= 60_000 && this.#length > 120_000) this.#announce("minute");
    else if (this.#left <= this.#length / 2) this.#announce("half");
    this.#draw();
  }

  #finish() {
    const last = this.#turn + 1 >= this.#turns;
    this.#stop();
    this.#say((last ? this.dataset.done : this.dataset.doneTurn) ?? "");
    this.#draw();
    this.#element(last ? "[data-do=restart]" : "[data-do=next]").focus({ preventScroll: true });
  }

  /** @param {"half" | "minute"} what */
  #announce(what) {
    if (this.#announced.has(what)) return;
    this.#announced.add(what);
    this.#say(this.dataset[what] ?? "");
  }

  /** Whose turn it is, by name where there is one. */
  #who() {
    if (!this.dataset.people) return "";
    const names = /** @type {HTMLInputElement[]} */ ([
      ...document.querySelectorAll(`input[name^="${this.dataset.people}--"]`),
    ]);
    if (!names.length) return "";
    const whose = names[this.#turn % names.length];
    const name = whose.value.trim() || document.querySelector(`label[for="${whose.id}"]`)?.textContent || "";
    return (this.dataset.turnOf ?? "").replace("{name}", name);
  }

  #draw() {
    const turn = (this.dataset.turn ?? "").replace("{turn}", `${this.#turn + 1}`).replace("{turns}", `${this.#turns}`);
    const who = [this.#turns > 1 ? turn : "", this.#who()].filter(Boolean).join(" · ");
    this.#element(".rr-timer-who").textContent = who;
    this.#element(".rr-timer-clock").textContent = face(this.#left);
    const begun = this.#left < this.#length || this.#end > 0;
    const over = this.#left === 0;
    const pause = this.#element("[data-do=pause]");
    pause.textContent = (this.#end ? this.dataset.pause : this.dataset.resume) ?? "";
    this.#element("[data-do=start]").hidden = begun;
    pause.hidden = !begun || over;
    this.#element("[data-do=next]").hidden = !over || this.#turn + 1 >= this.#turns;
    this.#element("[data-do=restart]").hidden = !begun && this.#turn === 0;
  }

  /** @param {string} words */
  #say(words) {
    this.#element(".rr-status").textContent = words;
  }

  async #stayAwake() {
    try {
      this.#awake = await navigator.wakeLock.request("screen");
      if (!this.#end) this.#stop();
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
