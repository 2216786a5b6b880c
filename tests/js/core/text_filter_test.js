import { matchesFilter, normalizedText } from "../../../overrides/assets/client/core/text-filter.js";
import { equal } from "../assert.js";

const STEP = { topics: "trust listening", sort: "step", part: "2", minutes: "10" };
const SHEET = { topics: "", sort: "worksheet", minutes: "25", use: "each", whom: "business" };
const WORDS = normalizedText("Say it’s hard: Café · 10 minutes");

/** @type {[string, object, Record<string, string>, boolean][]} */
const CASES = [
  ["nothing wanted", STEP, {}, true],
  ["one of its topics", STEP, { topic: "listening" }, true],
  ["a part of a topic's name", STEP, { topic: "listen" }, false],
  ["no longer than it takes", STEP, { minutes: "10" }, true],
  ["less than it takes", STEP, { minutes: "5" }, false],
  ["little time, where none is said", { sort: "card" }, { minutes: "30" }, false],
  ["for whom it is", SHEET, { whom: "business" }, true],
  ["for others", SHEET, { whom: "couple" }, false],
  ["anybody, where it is for both", STEP, { whom: "couple" }, true],
  ["its part and sort", STEP, { part: "2", sort: "step" }, true],
  ["another part", STEP, { part: "1" }, false],
  ["some part, where it has none", SHEET, { part: "1" }, false],
  ["how it is used", SHEET, { use: "each" }, true],
  ["another use, where none is said", STEP, { use: "each" }, false],
  ["all of several words, plainly written", STEP, { words: " CAFE  it's " }, true],
  ["the beginning of a word", STEP, { words: "caf" }, true],
  ["the middle of a word", STEP, { words: "inutes" }, false],
  ["words around a hyphen", STEP, { words: "hard-café" }, true],
  ["a word that is not there", STEP, { words: "hard luck" }, false],
];

for (const [what, data, wanted, shown] of CASES) {
  Deno.test(`a row is ${shown ? "shown" : "hidden"} when somebody wants ${what}`, () => {
    equal(matchesFilter(/** @type {DOMStringMap} */ (data), WORDS, wanted), shown);
  });
}
