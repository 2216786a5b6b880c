import * as journal from "../../overrides/assets/client/journal.js";
import { equal } from "./assert.js";

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

/** @param {number} revision */
const draft = (revision) => ({ sheet: "s", version: 1, revision, saved: "", answers: { q: `words ${revision}` } });

Deno.test("what was noted is recalled until it is forgotten", () => {
  const kept = storage();
  journal.note(kept, draft(3));
  equal(journal.recall(kept, "s"), draft(3));
  equal(journal.recall(kept, "other"), undefined);
  journal.forget(kept, "s");
  equal(journal.recall(kept, "s"), undefined);
});

Deno.test("a note that cannot be read, or is of another sheet, counts as none", () => {
  const kept = storage();
  for (
    const text of [
      "{",
      "7",
      "null",
      '{"sheet": "other", "answers": {}}',
      '{"sheet": "s"}',
      '{"sheet": "s", "answers": null}',
    ]
  ) {
    kept.setItem("rr-journal:s", text);
    equal(journal.recall(kept, "s"), undefined);
  }
});

Deno.test("the newer of two drafts wins, and of two alike the database's", () => {
  equal(journal.newer(draft(1), draft(2))?.revision, 2);
  equal(journal.newer(draft(3), draft(2))?.revision, 3);
  const kept = draft(2);
  equal(journal.newer(kept, draft(2)) === kept, true);
  equal(journal.newer(undefined, draft(1))?.revision, 1);
  equal(journal.newer(undefined, undefined), undefined);
});
