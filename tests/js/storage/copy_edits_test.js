import { mergeRestored } from "../../../overrides/assets/client/storage/copy-edits.js";
import { nextRevision } from "../../../overrides/assets/client/storage/copy-model.js";
import { equal } from "../assert.js";

const HAD = {
  id: "one",
  sheet: "one",
  version: 1,
  revision: 3,
  made: "a",
  saved: "b",
  answers: { x: "old", y: "kept" },
};

Deno.test("what was cleared comes back, and what was written since stays", () => {
  const { revision, answers } = mergeRestored(HAD, { ...HAD, revision: 2, answers: { x: "new", z: "more" } });
  equal({ revision, answers }, { revision: 5, answers: { x: "new", y: "kept", z: "more" } });
  equal(mergeRestored(HAD, undefined), HAD);
});

Deno.test("a copy is never older than the one it replaces, even if the clock was set back", () => {
  const later = "9999-01-01T00:00:00.000Z";
  const next = nextRevision({ ...HAD, saved: later }, { id: "one", sheet: "one", version: 2 });
  equal([next.saved, next.revision, next.version, next.made], [later, 4, 2, "a"]);
});
