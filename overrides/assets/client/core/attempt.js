/**
 * Runs something that a browser may refuse, such as where storage is blocked or full.
 * @template T
 * @param {() => T} what reads, writes or sounds
 * @returns {T | undefined} undefined if it throws
 */
export function attempt(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
