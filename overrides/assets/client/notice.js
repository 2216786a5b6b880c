// Finds words to notice in what somebody wrote.

/**
 * @typedef {object} Notice
 * @property {string[]} words words and phrases to look for
 * @property {string} say the kind sentence to show
 */

/**
 * @param {string} text what somebody wrote
 * @param {Notice[]} notices
 * @returns {string[]} what to say, once each, in the order of the notices
 */
export function find(text, notices) {
  const plain = normal(text);
  const found = notices.filter(({ words }) => words.some((word) => pattern(word).test(plain)));
  return [...new Set(found.map(({ say }) => say))];
}

/** @param {string} text */
function normal(text) {
  return text.normalize("NFKC").replaceAll(/[‘’ʼ]/g, "'").toLowerCase();
}

/**
 * A phrase matches whole words, whatever commas or spaces stand between them.
 * @param {string} words
 */
function pattern(words) {
  const parts = normal(words).split(/[\s,;:–—]+/).filter(Boolean);
  const inner = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${inner.join("[\\s,;:.…–—-]+")}(?![\\p{L}\\p{N}])`, "u");
}
