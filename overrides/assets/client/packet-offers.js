// What can be put into a packet, by a word in it, for how many it is, and how long it takes.

/**
 * Shows those things that fit what is asked for, and opens the groups in which some do.
 * @param {import("./part.js").Part} place holds the things and the filters
 * @returns {number} how many are shown
 */
export function offer(place) {
  const [words, use, most] = ["words", "use", "minutes"].map((name) =>
    /** @type {HTMLInputElement} */ (place.one(`[data-filter=${name}]`)).value.trim().toLowerCase()
  );
  let count = 0;
  for (const group of /** @type {HTMLDetailsElement[]} */ (place.all(".rr-packing-group"))) {
    const all = [.../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("label"))];
    const heading = group.querySelector("summary")?.textContent ?? "";
    for (const one of all) {
      const { use: own, minutes } = one.dataset;
      const named = `${heading} ${one.textContent}`.toLowerCase().includes(words);
      const quick = !most || (Number(minutes) > 0 && Number(minutes) <= Number(most));
      one.hidden = !named || !quick || Boolean(use && own !== use);
    }
    const shown = all.filter((one) => !one.hidden).length;
    group.hidden = !shown;
    if (words || use || most) group.open = shown > 0;
    count += shown;
  }
  return count;
}
