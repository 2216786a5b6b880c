import { changesOf } from "../../../overrides/assets/client/storage/unload-journal.js";
import { ConflictError, Draft, FullError, wouldChange } from "../../../overrides/assets/client/storage/draft.js";
import { equal } from "../assert.js";

/** @param {import("../../../overrides/assets/client/core/sheet-api.js").Answers} base */
function draft(base) {
  const one = new Draft();
  one.compose(base, new Map());
  return one;
}

/** @param {() => unknown} what @returns {unknown} what it throws */
function thrown(what) {
  try {
    what();
  } catch (error) {
    return /** @type {Error} */ (error).constructor;
  }
}

Deno.test("what is written stands on the page and waits until the database has it", () => {
  const one = draft({ a: "kept", b: "gone soon" });
  one.set("a", "new");
  one.set("b", undefined);
  equal(one.answers, { a: "new" });
  equal(one.listed, [["a", "new"], ["b", null]]);
  const { changes } = one;
  one.set("a", "newer");
  one.settle(one.merged({ a: "kept", b: "gone soon" }, changes), changes);
  equal(one.listed, [["a", "newer"]]);
});

Deno.test("what was written elsewhere stays beside it, and only the same answer is a conflict", () => {
  const one = draft({ a: "kept" });
  one.set("a", "here");
  equal(one.merged({ a: "kept", b: "elsewhere" }, one.changes), { a: "here", b: "elsewhere" });
  equal(one.merged({ a: "here" }, one.changes), { a: "here" });
  equal(thrown(() => one.merged({ a: "elsewhere" }, one.changes)), ConflictError);
  equal(thrown(() => one.merged(undefined, one.changes)), ConflictError);
});

Deno.test("too many answers, or too long ones, are not taken", () => {
  const one = draft({});
  for (let at = 0; at < 500; at += 1) one.set(`a${at}`, "x");
  equal(Object.keys(one.merged({}, one.changes)).length, 500);
  one.set("more", "x");
  equal(thrown(() => one.merged({}, one.changes)), FullError);
  const long = draft({});
  long.set("a", "x".repeat(262_200));
  equal(thrown(() => long.merged({}, long.changes)), FullError);
});

Deno.test("older changes give way to newer ones, under the names that are known by then", () => {
  const one = new Draft();
  one.set("a", "newer");
  one.rename(changesOf([["a", "older"], ["b", "older"]]), (name) => `${name}~2`);
  one.add(changesOf([["b~2", "oldest"], ["c", null]]));
  one.compose({ c: "kept" }, new Map([["d", "moved"]]));
  equal(one.answers, { d: "moved", "b~2": "older", "a~2": "newer" });
});

Deno.test("changes that tell nothing new are known", () => {
  equal(wouldChange(changesOf([["a", ["x", "y"]], ["b", null]]), { a: ["x", "y"] }), false);
  equal(wouldChange(changesOf([["a", ["x"]]]), { a: ["x", "y"] }), true);
});
