import * as journal from "../../../overrides/assets/client/storage/unload-journal.js";
import { equal } from "../assert.js";

/** @returns {Storage} */
function storage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return /** @type {Storage} */ (/** @type {unknown} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  }));
}

/** @param {number} revision @returns {journal.Note} */
const note = (revision) => ({ copy: "s", revision, changes: [["q", "words"], ["boxes", ["a", "b"]], ["gone", null]] });

Deno.test("what was noted is recalled until it is forgotten", () => {
  const kept = storage();
  journal.writeJournal(kept, note(3));
  equal(journal.readJournal(kept, "s"), note(3));
  equal(journal.readJournal(kept, "other"), undefined);
  journal.forgetJournal(kept, "s");
  equal(journal.readJournal(kept, "s"), undefined);
});

Deno.test("a note that cannot be read, or is of another sheet, counts as none", () => {
  const kept = storage();
  for (const text of ["{", "7", "null", '{"sheet": "other", "revision": 9, "changes": []}', '{"sheet": "s"}']) {
    kept.setItem("rr-journal:s", text);
    equal(journal.readJournal(kept, "s"), undefined);
  }
});

Deno.test("of a note only what has the form of a change is recalled", () => {
  const kept = storage();
  const changes = [["q", "good"], ["q"], [7, "x"], ["q", 7], ["q", [7]], ["q", { a: 1 }], null, ["r", null]];
  kept.setItem("rr-journal:s", JSON.stringify({ copy: "s", revision: 0, changes }));
  equal(journal.readJournal(kept, "s")?.changes, [["q", "good"], ["r", null]]);
  kept.setItem("rr-journal:s", JSON.stringify({ copy: "s", revision: 0, changes: 7 }));
  equal(journal.readJournal(kept, "s")?.changes, []);
});

Deno.test("a note of the first version of the site, which named the sheet, is recalled", () => {
  const kept = storage();
  kept.setItem("rr-journal:s", JSON.stringify({ sheet: "s", revision: 2, changes: [["q", "words"]] }));
  equal(journal.readJournal(kept, "s")?.changes, [["q", "words"]]);
});
