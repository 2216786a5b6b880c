// What browsers may refuse.

/**
 * Does something that a browser may refuse, such as where storage is blocked or full.
 * @template T
 * @param {() => T} what reads, writes or sounds
 * @returns {T | undefined} nothing where it cannot be done; all else goes on
 */
export function guarded(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
