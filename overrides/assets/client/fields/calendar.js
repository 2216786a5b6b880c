// Days from a sheet for the reader's own calendar, as one file.

import { interpolate, language, setText } from "../core/text.js";
import { Component } from "../core/component.js";
import { saveAsFile } from "../core/share.js";

/** @typedef {import("./icalendar.js").Event} Event */

/** The events of a sheet; each says which fields tell when it is. */
export default class CalendarElement extends Component {
  connectedCallback() {
    this.press(() => this.#save());
    this.#button.hidden = false;
    this.follow(() => this.#show());
  }

  get #button() {
    return this.require("button");
  }

  #show() {
    if (!this.findSheet()) return; // it is not defined yet
    /** @type {Event[]} */
    this.events = [];
    for (const item of this.all("[data-event]")) {
      const event = this.#event(item);
      if (event) this.events.push(event);
      item.toggleAttribute("data-set", Boolean(event));
      setText(item.querySelector(".rr-event-when"), event ? this.#when(event) : "");
    }
    this.#button.toggleAttribute("disabled", !this.events.length);
    setText(this.querySelector(".rr-status"), this.events.length ? "" : this.dataset.none);
  }

  /**
   * @param {HTMLElement} item
   * @returns {Event | undefined} undefined while its day is unknown
   */
  #event(item) {
    const { event, title = "", on, after, at, lasts, days, times } = item.dataset;
    const { questions, answers } = this.sheet;
    const value = (/** @type {string | undefined} */ field, part = "") => {
      const question = questions.all.get(field ?? "");
      return question && questions.applies(question, answers) ? `${answers[field + part] ?? ""}` : "";
    };
    const start = new Date(`${value(on)}T${value(at) || "00:00"}Z`);
    if (!start.valueOf()) return undefined;
    start.setUTCDate(start.getUTCDate() + Number(after));
    const minutes = Number(value(lasts, "--hours")) * 60 + Number(value(lasts, "--minutes")) || 30;
    return {
      uid: `${this.sheet.autosave?.copy}-${event}@${location.hostname}`,
      title: questions.fill(JSON.parse(title), answers),
      start,
      minutes: value(at) ? minutes : 0,
      days: Number(days),
      times: Number(times),
    };
  }

  /** @param {Event} event */
  #when({ start, minutes, days, times }) {
    /** @type {Intl.DateTimeFormatOptions} */
    const style = { dateStyle: "full", timeStyle: minutes ? "short" : undefined, timeZone: "UTC" };
    const day = new Intl.DateTimeFormat(language(), style).format(start);
    const again = days === 1 ? this.dataset.daily : days && this.dataset.every;
    return again ? `${day}, ${interpolate(again, { days, times })}` : day;
  }

  async #save() {
    const { icalendar } = await import("./icalendar.js");
    const name = document.getElementById("rr-sheet")?.dataset.sheet;
    saveAsFile(icalendar(this.events ?? [], new Date()), `${name}.ics`, "text/calendar");
    setText(this.querySelector(".rr-status"), this.dataset.saved);
  }
}
