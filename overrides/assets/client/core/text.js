// Words, dates and times as people in the reader's part of the world write them.

/** @returns {string} the page's language, as the reader's part of the world writes it where that is known */
export function language() {
  const { lang } = document.documentElement;
  return navigator.languages.find((one) => one.startsWith(lang)) ?? lang;
}

/**
 * @param {string} day a date as controls hold it, such as 2027-03-14
 * @returns {string} the date as people write it
 */
export function longDate(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(new Date(year, month - 1, date));
}

/**
 * @param {string} time a time as controls hold it, such as 18:30
 * @param {number} [passed] minutes after it
 * @returns {string} the time as people write it
 */
export function clock(time, passed = 0) {
  const [hour, minute] = time.split(":").map(Number);
  const format = new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" });
  return format.format(new Date(2000, 0, 1, hour, minute + passed));
}

/**
 * @param {string} moment an ISO date and time
 * @returns {string} its day here, as people write it
 */
export function dayOf(moment) {
  return longDate(isoDay(new Date(moment)));
}

/**
 * @param {Date} [date]
 * @returns {string} its day here as controls hold it; today if left out
 */
export function isoDay(date = new Date()) {
  return date.toLocaleDateString("sv");
}

/**
 * @param {string | undefined} text with places such as {name}
 * @param {Record<string, string | number>} values what to put there
 */
export function interpolate(text, values) {
  return (text ?? "").replaceAll(/{(\w+)}/g, (place, name) => `${values[name] ?? place}`);
}

/**
 * Writes words into an element if they are new; the same again would be read aloud again.
 * @param {Element | null | undefined} element
 * @param {string} [text]
 * @param {Record<string, string | number>} [values] what to put into its places
 */
export function setText(element, text = "", values = undefined) {
  const words = values ? interpolate(text, values) : text;
  if (element && element.textContent !== words) element.textContent = words;
}
