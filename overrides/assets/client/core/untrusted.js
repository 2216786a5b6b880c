// What strangers give us, in files and links, is not trusted: it is looked at with these, and has one way to fail.

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
 * @returns {unknown} what it says as JSON; fails as unreadable where it is none
 */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("unclear");
  }
}

/**
 * @param {unknown} thing
 * @param {string} name
 * @returns {unknown} its own property of that name, if it is an object and has one
 */
export function ownProperty(thing, name) {
  const has = typeof thing === "object" && thing !== null && Object.hasOwn(thing, name);
  return has ? Reflect.get(thing, name) : undefined;
}

/**
 * @param {unknown} thing
 * @param {number} least
 * @param {number} most
 * @returns {number | undefined} the same, if it is a whole number between the two
 */
export function integerBetween(thing, least, most) {
  return Number.isInteger(thing) && Number(thing) >= least && Number(thing) <= most ? Number(thing) : undefined;
}

/**
 * @param {unknown} thing
 * @param {number} most
 * @returns {string} the same without space around it, if it is a text of at most so many characters; else an empty one
 */
export function boundedString(thing, most) {
  return typeof thing === "string" && thing.length <= most ? thing.trim() : "";
}
