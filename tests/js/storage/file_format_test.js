import {
  compareCopies,
  countAnswers,
  freeId,
  makeAnswerFile,
  parseAnswerFile,
  unlocked,
} from "../../../overrides/assets/client/storage/file-format.js";
import { LIMITS } from "../../../overrides/assets/client/storage/copy-model.js";
import { deriveKey, freshSalt, seal } from "../../../overrides/assets/client/core/encryption.js";
import { InvalidInput } from "../../../overrides/assets/client/core/untrusted.js";
import { equal } from "../assert.js";
import { copy, dice, mangled, TITLES, twisted } from "../strange_files.js";

/** @param {unknown} worksheet @param {object} [more] what the file itself says otherwise */
function file(worksheet, more = {}) {
  return JSON.stringify({
    format: "relationship-reset answers",
    version: 1,
    saved: "",
    worksheets: [worksheet],
    ...more,
  });
}

/** One worksheet as a file has it. @param {Record<string, unknown>} [more] */
function worksheet(more = {}) {
  const { worksheets: [found] } = JSON.parse(makeAnswerFile([copy()], TITLES));
  return { ...found, ...more };
}

/** @param {string} text @returns {string} why it, or the one worksheet in it, cannot be read */
function problem(text) {
  return problemOf(() => parseAnswerFile(text, TITLES)[0]?.problem, "whole file: ");
}

/** @param {() => unknown} what @param {string} [before] @returns {string} why it fails, if it does so as it should */
function problemOf(what, before = "") {
  try {
    return `${what() ?? "none"}`;
  } catch (error) {
    if (error instanceof InvalidInput) return before + error.reason;
    throw error;
  }
}

Deno.test("what is made can be read again, with everything in it", () => {
  const copies = [
    copy(),
    copy({ id: "check-in", sheet: "check-in", name: undefined, progress: undefined, answers: {} }),
  ];
  const found = parseAnswerFile(makeAnswerFile(copies, TITLES), TITLES);
  equal(found.map((entry) => entry.title), ["Our pause plan", "Check-in"]);
  for (const [at, entry] of found.entries()) {
    equal(entry.problem, undefined);
    for (
      const name of /** @type {const} */ (["id", "sheet", "name", "version", "revision", "made", "saved", "answers"])
    ) {
      equal(entry.copy[name], copies[at][name]);
    }
    equal(entry.copy.progress, copies[at].progress);
  }
});

Deno.test("the file can be read by people: what it is, when it was saved, the title of each worksheet", () => {
  const text = makeAnswerFile([copy()], TITLES, new Date("2026-11-20T19:00:00Z"));
  const lines = ["relationship-reset answers", "2026-11-20T19:00:00.000Z", "Our pause plan", "my “hands” shake"];
  for (const line of lines) equal([line, text.includes(line)], [line, true]);
  equal(text.split("\n").length > 20, true);
});

Deno.test("a locked copy goes in and out as it is, and says nothing", async () => {
  const salt = freshSalt();
  const locked = await seal(await deriveKey("five words that are enough", salt), salt, "canary");
  const text = makeAnswerFile([copy({ locked, name: undefined, answers: { sign: "canary" } })], TITLES);
  equal(text.includes("canary"), false);
  const [{ copy: found }] = parseAnswerFile(text, TITLES);
  equal(found.locked, locked);
  equal(found.answers, {});
});

Deno.test("of what is locked in a copy only its name, its answers and how far it is come out", () => {
  const inside = { name: "Sunday", answers: { q: "a", many: ["b", "c"] }, progress: { done: 1, of: 2 } };
  equal(unlocked(JSON.stringify(inside)), inside);
  equal(unlocked(JSON.stringify({ ...inside, id: "other", locked: {}, revision: 1e9 })), inside);
  equal(unlocked('{"answers": {}}'), { answers: {} });
  for (const answers of [null, 7, [], { q: 7 }, { q: [[{}]] }]) {
    equal(problemOf(() => unlocked(JSON.stringify({ answers }))), "unclear");
  }
});

Deno.test("a file of something else, or of a later version, is refused as a whole and told apart", () => {
  equal(problem("{"), "whole file: unclear");
  equal(problem("[".repeat(1_000_000)), "whole file: unclear");
  equal(problem(file(worksheet(), { format: "relationship-reset locked" })), "whole file: unclear");
  equal(problem(file(worksheet(), { version: 2 })), "whole file: newer");
  equal(problem(file(worksheet(), { version: "1" })), "whole file: unclear");
  equal(problem(file(worksheet(), { worksheets: {} })), "whole file: unclear");
  equal(problem(file(worksheet(), { worksheets: Array(1001).fill({}) })), "whole file: many");
});

Deno.test("a worksheet that is not here is named, and the others are still read", () => {
  const strange = worksheet({ worksheet: "later-sheet", title: "<b>A later sheet</b>" });
  const found = parseAnswerFile(file(strange, { worksheets: [strange, worksheet()] }), TITLES);
  equal(found.map((entry) => [entry.title, entry.problem]), [["<b>A later sheet</b>", "unknown"], [
    "Our pause plan",
    null,
  ]]);
});

Deno.test("of answers only texts and lists of texts are read, up to the limits", () => {
  const many = (/** @type {number} */ count) =>
    Object.fromEntries([...Array(count).keys()].map((at) => [`q${at}`, "a"]));
  const long = (/** @type {number} */ count) => ({ q: "a".repeat(count) });
  const wide = Object.fromEntries([...Array(14).keys()].map((at) => [`q${at}`, "a".repeat(20_000)]));
  for (
    const good of [{}, many(LIMITS.answers), long(LIMITS.characters), { "a-b--2--c~2": ["x"] }, { "rr-pass": "2" }]
  ) {
    equal(problem(file(worksheet({ answers: good }))), "none");
  }
  const parsed = JSON.parse('{"__proto__": "x"}');
  for (
    const answers of [parsed, { constructor: "x" }, { "A b": "x" }, { q: 7 }, { q: null }, { q: [["x"]] }, [], "x"]
  ) {
    equal([answers, problem(file(worksheet({ answers })))], [answers, "unclear"]);
  }
  equal(problem(file(worksheet({ answers: many(LIMITS.answers + 1) }))), "many");
  equal(problem(file(worksheet({ answers: { q: Array(501).fill("") } }))), "many");
  for (const answers of [long(LIMITS.characters + 1), { q: Array(3).fill("a".repeat(9000)) }, wide]) {
    equal(problem(file(worksheet({ answers }))), "large");
  }
});

Deno.test("dates, versions and ids have to be what they should be", () => {
  for (const more of [{ made: "today" }, { saved: "2026-13-40T99:00:00Z" }, { version: 0 }, { revision: 1.5 }]) {
    equal([more, problem(file(worksheet(more)))], [more, "unclear"]);
  }
  for (const id of ["check-in", "pause-plan~", "pause-plan~<b>", 7, "pause-planx"]) {
    equal(parseAnswerFile(file(worksheet({ copy: id })), TITLES)[0].copy.id, "");
  }
});

Deno.test("a copy in a file is compared with the one kept here", () => {
  const [older, later] = ["2026-11-19T18:30:00.123Z", "2026-11-21T18:30:00.123Z"];
  equal(compareCopies(copy(), undefined), "new");
  equal(
    compareCopies(
      copy(),
      copy({ saved: later, answers: Object.fromEntries(Object.entries(copy().answers).reverse()) }),
    ),
    "same",
  );
  equal(compareCopies(copy({ answers: {} }), copy({ saved: later })), "older");
  equal(compareCopies(copy({ answers: {} }), copy({ saved: older })), "newer");
  equal(compareCopies(copy({ answers: {} }), copy({ made: older })), "other");
});

Deno.test("an id that is free is kept, and one that is taken is not used again", () => {
  equal(freeId(copy(), new Set(["pause-plan"])), "pause-plan~m1x");
  const taken = new Set(["pause-plan~m1x"]);
  for (let at = 0; at < 3; at += 1) taken.add(freeId(copy(), taken));
  equal(taken.size, 4);
});

Deno.test("answers are counted without what the sheet keeps for itself", () => equal(countAnswers(copy()), 3));

Deno.test("10,000 spoiled files: no error but the one, nothing but texts comes out, no prototype is changed", () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const good = makeAnswerFile([copy(), copy({ id: "check-in", sheet: "check-in" })], TITLES);
  const throws = dice(20261120);
  const seen = new Set();
  for (let round = 0; round < 10_000; round += 1) {
    const text = round % 2 ? twisted(good, throws) : mangled(good, throws);
    seen.add(problem(text));
    for (const { copy: { answers } } of safely(text)) {
      equal(Object.getPrototypeOf(answers) === Object.prototype, true);
      equal(Object.values(answers).flat().every((one) => typeof one === "string"), true);
    }
  }
  equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
  equal(["x" in {}, Object.keys({}).length], [false, 0]);
  equal(seen.size > 5, true); // each way to fail was met, and the good one
});

/** @param {string} text */
function safely(text) {
  try {
    return parseAnswerFile(text, TITLES);
  } catch {
    return []; // `problem` has looked at why
  }
}
