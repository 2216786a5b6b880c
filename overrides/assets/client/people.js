// The people of a worksheet, by the names they wrote into it.

/**
 * @param {string | undefined} field the id of a `people` field
 * @param {number} turn counted from 0; turns go round
 * @returns {string} whose turn it is: their name, else their role; nothing where there is no such field
 */
export function whose(field, turn) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const names = document.querySelectorAll(`input[name^="${field}--"]`);
  const one = names[turn % names.length];
  return one?.value.trim() || one?.labels?.[0].textContent || "";
}
