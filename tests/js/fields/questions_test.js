import { equal } from "../assert.js";

// The module brings in an element's class, which needs a page.
const dataset = /** @type {Record<string, string>} */ ({});
Object.assign(globalThis, { HTMLElement: class {}, document: { documentElement: { lang: "en", dataset } } });
const { Questions } = await import("../../../overrides/assets/client/fields/questions.js");

/** @param {string} id @param {object} [more] */
function field(id, more = {}) {
  return { id, key: id, type: "text", label: id, ...more };
}

/** @param {InstanceType<typeof Questions>} questions @param {Record<string, string>} answers */
function asked(questions, answers = {}) {
  return questions.asked(answers).map(({ key }) => key);
}

Deno.test("a question with a condition is asked once that holds", () => {
  /** @type {[string, string][]} */
  const options = [["yes", "Yes"], ["no", "No"]];
  const questions = new Questions([{
    fields: [
      field("sure", { type: "choice", options }),
      field("why", { when: { field: "sure", is: ["no"] } }),
      field("more", { when: { field: "why" } }),
    ],
  }]);
  equal(asked(questions), ["sure"]);
  equal(asked(questions, { sure: "no" }), ["sure", "why"]);
  equal(asked(questions, { sure: "no", why: "So" }), ["sure", "why", "more"]);
  equal(asked(questions, { sure: "yes", why: "So" }), ["sure"]);
  equal(questions.text("why", { sure: "yes", why: "So" }), "");
});

Deno.test("a section with a condition is asked with all its questions, or not", () => {
  const questions = new Questions([
    { fields: [field("one")] },
    { when: { field: "one" }, fields: [field("two"), field("three", { when: { field: "two" } })] },
  ]);
  equal(asked(questions, { two: "B" }), ["one"]);
  equal(asked(questions, { one: "A", two: "B" }), ["one", "two", "three"]);
});

Deno.test("what is for one audience is asked of that one, and of readers who chose none", () => {
  const questions = new Questions([
    { fields: [field("all"), field("home", { only: "couple" })] },
    { only: "business", fields: [field("work")] },
  ]);
  equal(asked(questions), ["all", "home", "work"]);
  dataset.for = "business";
  equal(asked(questions), ["all", "work"]);
  delete dataset.for;
});

Deno.test("the short version asks only what belongs to it", () => {
  const questions = new Questions([{ fields: [field("one", { short: true }), field("two")] }]);
  equal(asked(questions, { "rr-short": "yes" }), ["one"]);
});

Deno.test("a section for each person is asked of every one, with that person's own answers", () => {
  const questions = new Questions([
    { fields: [field("who", { type: "people", count: 2 })] },
    {
      people: "who",
      roles: ["One", "Two"],
      fields: [field("wish"), field("why", { label: "Why {wish|this}, {who|you two}?", when: { field: "wish" } })],
    },
  ]);
  const answers = { "who--2": "Ben", "wish--2": "tea" };
  equal(asked(questions, answers), ["who", "wish--1", "wish--2", "why--2"]);
  const [, one, , why] = questions.asked(answers);
  equal(questions.label(why, answers), "Why tea, Ben?");
  equal(questions.personName(why, answers), "Ben");
  equal(questions.personName(one, answers), "One");
  equal(asked(questions, { ...answers, "rr-pass": "1" }), ["who", "wish--1"]); // the other column is out of sight
});

Deno.test("a label has its own words until there is an answer", () => {
  const questions = new Questions([{
    fields: [field("name"), field("said", { label: { couple: "What {name|they} said", business: "What they said" } })],
  }]);
  const [, said] = questions.asked({});
  equal(questions.label(said, {}), "What they said");
  equal(questions.label(said, { name: "Ama\n" }), "What Ama said");
});
