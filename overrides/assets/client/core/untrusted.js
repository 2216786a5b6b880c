// Validators for untrusted input, from files and links. All of them throw the same error.

/** @typedef {"wrong" | "newer" | "large" | "many" | "unclear" | "unknown"} Reason Why something cannot be read. */

/** The one error of all that reads files, links and envelopes. */
export class InvalidInput extends Error {
  /**
   * @param {Reason} reason `wrong` for a wrong passphrase or a changed copy; `newer` for a format of the future;
   *   `large` and `many` where a limit is passed; `unknown` for a worksheet that is not here; `unclear` for all else
   */
  constructor(reason) {
    super(`This cannot be read: ${reason}`);
    this.reason = reason;
  }
}

/**
 * @param {string} text
 * @returns {unknown} what it says as JSON; throws InvalidInput if it is none
 */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("unclear");
  }
}

/**
 * @param {unknown} input
 * @param {string} name
 * @returns {unknown} its own property of that name, if it is an object and has one
 */
export function ownProperty(input, name) {
  const has = typeof input === "object" && input !== null && Object.hasOwn(input, name);
  return has ? Reflect.get(input, name) : undefined;
}

/**
 * @param {unknown} input
 * @param {number} least
 * @param {number} most
 * @returns {number | undefined} the same, if it is a whole number between the two
 */
export function integerBetween(input, least, most) {
  return Number.isInteger(input) && Number(input) >= least && Number(input) <= most ? Number(input) : undefined;
}

/**
 * @param {unknown} input
 * @param {number} most
 * @returns {string} the same without space around it, if it is a text of at most so many characters; else an empty one
 */
export function boundedString(input, most) {
  return typeof input === "string" && input.length <= most ? input.trim() : "";
}
