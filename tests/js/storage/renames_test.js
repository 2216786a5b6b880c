import { applyRenames } from "../../../overrides/assets/client/storage/renames.js";
import { equal } from "../assert.js";

const formerly = {
  fields: { happened: "situation", deeds: "steps" },
  parts: { steps: { who: "by-whom" }, line: { where: "place" } },
  options: { mood: { sad: "low" }, "steps--by-whom": { me: "first" }, "deck--kept": { tea: "coffee" } },
};

/** @param {import("../../../overrides/assets/client/core/sheet-api.js").Answers} answers */
const moved = (answers) => Object.fromEntries(applyRenames(formerly)(answers));

Deno.test("an answer follows its field to a new name, for each person and each turn", () => {
  equal(moved({ happened: "rain" }), { happened: undefined, situation: "rain" });
  equal(moved({ "happened--2": "sun" }), { "happened--2": undefined, "situation--2": "sun" });
  equal(moved({ "happened--1~2": "fog" }), { "happened--1~2": undefined, "situation--1~2": "fog" });
});

Deno.test("an answer in a row follows its column, and a word in a sentence its gap", () => {
  equal(moved({ "deeds--3--who": "Ada" }), { "deeds--3--who": undefined, "steps--3--by-whom": "Ada" });
  equal(moved({ "line--where": "here" }), { "line--where": undefined, "line--place": "here" });
});

Deno.test("what was chosen follows its option", () => {
  equal(moved({ mood: "sad" }), { mood: "low" });
  equal(moved({ "mood--1": ["sad", "good"] }), { "mood--1": ["low", "good"] });
  equal(moved({ "deeds--1--who": "me" }), { "deeds--1--who": undefined, "steps--1--by-whom": "first" });
  equal(moved({ "deck--kept": ["tea", "walk"] }), { "deck--kept": ["coffee", "walk"] });
});

Deno.test("where both names have an answer, both stay, unless they say the same", () => {
  equal(moved({ happened: "old", situation: "new" }), {});
  equal(moved({ happened: "same", situation: "same" }), { happened: undefined });
});

Deno.test("all else stays as it is, whatever it is called", () => {
  equal(moved({ other: "x", constructor: "y", __proto__x: "z", "rr-pass": "1", "": "e" }), {});
  equal(Object.fromEntries(applyRenames({})({ happened: "x" })), {});
});
