// Fits what somebody wrote into the sentence around it.

/**
 * @param {string} answer what was written
 * @param {string} before the words of the line before it
 * @param {string} after the words of the line after it
 * @param {string[]} small words that begin with a small letter unless they begin a sentence
 * @returns {string} the answer, without an end that the line brings itself and without a capital inside a sentence
 */
export function fit(answer, before, after, small) {
  let words = answer.trim();
  if (/^\s*[.!?…]/.test(after)) words = words.replace(/[.!?…\s]+$/, "");
  else if (/^\s*[,;:]/.test(after)) words = words.replace(/[.\s]+$/, "");
  const inside = before.trim() !== "" && !/[.!?…:“"(–—]$/.test(before.trim());
  const [first] = words.split(/[\s,]/, 1);
  return inside && small.includes(first.toLowerCase()) ? words[0].toLowerCase() + words.slice(1) : words;
}
