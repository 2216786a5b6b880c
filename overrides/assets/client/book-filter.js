// Which rows of the link book are shown.

/** @typedef {Record<string, string>} Wanted What the filter is set to, by the names of its controls. */

/** @param {string} text @returns {string} the same as it is compared: without capitals, accents and curly signs */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();
}

/**
 * @param {DOMStringMap} data of a row
 * @param {string} words in it, plain
 * @param {Wanted} wanted
 * @returns {boolean} whether it is shown
 */
export function fits(data, words, wanted) {
  const { topic, minutes, whom } = wanted;
  if (topic && !data.topics?.split(" ").includes(topic)) return false;
  if (minutes && !(Number(data.minutes) <= Number(minutes))) return false; // nor where nothing is said
  if (whom && data.whom && data.whom !== whom) return false;
  if (["sort", "use", "part"].some((name) => wanted[name] && data[name] !== wanted[name])) return false;
  return plain(wanted.words ?? "").split(/\s+/).every((word) => words.includes(word));
}
