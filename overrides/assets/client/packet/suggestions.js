// Answers that somebody suggests for a sheet: they come with a link, and wait here until the reader takes or leaves them.

import { clock, interpolate, longDate, setText } from "../core/text.js";
import { isChoice } from "../core/controls.js";
import { readSuggestions } from "./link.js";
import { getTabItem, removeTabItem, setTabItem } from "./tab-storage.js";
import { createElement, whenAnswersReady } from "../core/component.js";
import { ANSWERS_EVENT, ERASED_EVENT, KEPT_EVENT } from "../core/events.js";
import { SUGGESTIONS_PREFIX } from "../core/storage-keys.js";
import { SUGGESTIONS_FRAGMENT } from "../core/fragments.js";

/** @typedef {{name: string, value: string, label: string, words: string}} Offer */

/** Under this name the tab holds what came until it is answered; see main.js too. */
const held = () => `${SUGGESTIONS_PREFIX}${location.pathname}`;

/** Takes what came with the address out of it, and offers it, if there is a sheet for it here; also after a reload. */
export async function offerSuggestions() {
  const { hash, pathname, search } = location;
  const came = hash.startsWith(SUGGESTIONS_FRAGMENT);
  if (came) {
    setTabItem(held(), hash);
    history.replaceState(history.state, "", pathname + search);
    const { navigation } = /** @type {{navigation?: EventTarget}} */ (globalThis);
    navigation?.addEventListener("currententrychange", again);
  } else if (document.querySelector(".rr-given")) return; // it is offered already
  const all = readSuggestions(came ? hash : getTabItem(held()));
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template#rr-given"));
  const form = document.getElementById("rr-sheet");
  if (!template || !form) return;
  await whenAnswersReady(form);
  if (location.pathname !== pathname || !form.isConnected) return;
  document.querySelector(".rr-given")?.remove();
  const notice = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  form.before(notice);
  show(notice, all.flatMap(([name, value]) => fitting(name, value) ?? []));
}

/**
 * The theme may write the address anew after it was tidied. While it fetches a sheet, the page before still stands there.
 * @param {any} event
 */
function again({ navigationType }) {
  if (navigationType !== "replace" || !location.hash.startsWith(SUGGESTIONS_FRAGMENT)) return;
  if (document.querySelector("template#rr-given")) offerSuggestions();
}

/** The sheet of the page. */
const sheet = () => /** @type {import("../core/sheet-api.js").Sheet} */ (document.querySelector("rr-sheet"));

/** @param {HTMLElement} notice @param {Offer[]} offers */
function show(notice, offers) {
  notice.querySelector("dl")?.replaceChildren(
    ...offers.flatMap((
      { label, words },
    ) => [createElement("dt", {}, label), createElement("dd", { dir: "auto" }, words)]),
  );
  if (!offers.length) return end(notice, notice.dataset.none);
  const [wait, over, put] = ["[data-wait]", "[data-over]", "[data-given=put]"].map((
    one,
  ) => /** @type {HTMLElement} */ (notice.querySelector(one)));
  const look = () => {
    const reading = Boolean(sheet()?.autosave?.reading);
    wait.hidden = !reading;
    put.hidden = reading;
    over.hidden = reading || !offers.some(({ name }) => sheet().answers[name]);
  };
  const stop = new AbortController();
  const listen = (/** @type {string} */ type, /** @type {() => void} */ then) =>
    document.addEventListener(type, () => notice.isConnected ? then() : stop.abort(), { signal: stop.signal });
  for (const type of [ANSWERS_EVENT, KEPT_EVENT]) listen(type, look);
  listen(ERASED_EVENT, () => {
    removeTabItem(held());
    notice.remove();
  });
  look();
  notice.addEventListener("click", ({ target }) => {
    const what = /** @type {Element} */ (target).closest("button")?.dataset.given;
    const all = !over.hidden && over.querySelector("input")?.checked;
    const words = what === "leave" ? notice.dataset.left : what && taken(notice, offers, Boolean(all));
    if (words === undefined) return;
    stop.abort();
    end(notice, words);
    /** @type {HTMLElement} */ (notice.firstElementChild).focus();
  });
}

/**
 * Puts in what was offered.
 * @param {HTMLElement} notice
 * @param {Offer[]} offers
 * @param {boolean} all also where something stands already
 * @returns {string} how many of them, and how many were left
 */
function taken({ dataset }, offers, all) {
  const wanted = offers.filter(({ name }) => all || !sheet().answers[name]);
  sheet().change(Object.fromEntries(wanted.map(({ name, value }) => [name, value])));
  const done = wanted.filter(({ name, value }) => sheet().answers[name] === value).length;
  const rest = offers.length - done;
  return interpolate(dataset.put, { count: done }) + (rest ? ` ${interpolate(dataset.stayed, { count: rest })}` : "");
}

/** @param {HTMLElement} notice @param {string | undefined} words how it ended */
function end(notice, words) {
  removeTabItem(held());
  const said = createElement("p", { className: "rr-status", tabIndex: -1 });
  notice.replaceChildren(said);
  notice.removeAttribute("aria-labelledby");
  setText(said, words);
}

/**
 * @param {string} name of a control
 * @param {string} value
 * @returns {Offer | undefined} what is offered, if the sheet allows it there and it can stand there
 */
function fitting(name, value) {
  /** @type {NodeListOf<import("../core/controls.js").Control>} */
  const controls = document.querySelectorAll(`[data-prefill] [form=rr-sheet][name="${name}"]`);
  const control = [...controls].find((one) => !isChoice(one) || one.value === value);
  if (!control) return undefined;
  const words = wordsFor(control, value);
  const field = control.closest("[data-prefill]");
  const label = plain(field?.querySelector(".rr-label"));
  const own = isChoice(control) ? "" : plain(control.labels?.[0]);
  return words ? { name, value, label: own && own !== label ? `${label} (${own})` : label, words } : undefined;
}

/**
 * @param {import("../core/controls.js").Control} control
 * @param {string} value
 * @returns {string} the value as people write it; empty if the control cannot hold it
 */
export function wordsFor(control, value) {
  const { type, dataset: { least = "-Infinity", most = "Infinity", whole } } = control;
  if (isChoice(control)) return plain(control.labels?.[0]);
  const probe = createElement("input", { type, value, autocomplete: "off" }); // it never stands in the page
  if ((type === "date" || type === "time") && probe.value !== value) return "";
  if (type === "date") return longDate(value);
  if (type === "time") return clock(value);
  if (type === "text" && value.includes("\n")) return "";
  if (!control.inputMode) return value;
  const number = Number(value);
  const fits = number >= Number(least) && number <= Number(most) && (whole === undefined || Number.isInteger(number));
  return fits ? value : "";
}

/** @param {Element | null | undefined} label @returns {string} its words, without its number and what is only heard */
function plain(label) {
  const copy = /** @type {Element | undefined} */ (label?.cloneNode(true));
  for (const one of copy?.querySelectorAll(".rr-number, .rr-needed, .rr-aural") ?? []) one.remove();
  return copy?.textContent?.trim().replaceAll(/\s+/g, " ") ?? "";
}
