// Which rows of the link book are shown, and which things a packet can be put together from.

/** @typedef {Record<string, string>} Wanted What the filter is set to, by the names of its controls. */

/** @param {string} text @returns {string} its words as they are compared: without capitals, accents and signs */
export function normalizedText(text) {
  const letters = text.normalize("NFKD").replace(/[\p{M}'‘’]/gu, "").toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * @param {HTMLElement} thing that is offered
 * @param {HTMLSelectElement} topics what it may be about, each with the other words for it
 * @returns {string} the words by which it is found, plain
 */
export function wordsOf(thing, topics) {
  const own = (thing.dataset.topics ?? "").split(" ");
  const about = [...topics.options].filter(({ value }) => value && own.includes(value));
  return normalizedText([thing.textContent, ...about.map(({ text, dataset }) => `${text} ${dataset.also}`)].join(" "));
}

/**
 * @param {DOMStringMap} data of a row
 * @param {string} words in it, plain
 * @param {Wanted} wanted
 * @returns {boolean} whether it is shown; of each word that is wanted, the beginning is enough
 */
export function matchesFilter(data, words, wanted) {
  const { topic, minutes, whom } = wanted;
  if (topic && !data.topics?.split(" ").includes(topic)) return false;
  if (minutes && !(Number(data.minutes) <= Number(minutes))) return false; // nor where nothing is said
  if (whom && data.whom && data.whom !== whom) return false;
  if (["sort", "use", "part"].some((name) => wanted[name] && data[name] !== wanted[name])) return false;
  return normalizedText(wanted.words ?? "").split(" ").every((word) => ` ${words}`.includes(` ${word}`));
}
