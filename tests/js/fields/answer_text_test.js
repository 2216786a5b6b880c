import { equal } from "../assert.js";
import { answerText, fitAnswer } from "../../../overrides/assets/client/fields/answer-text.js";

Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
Object.defineProperty(navigator, "languages", { value: ["en-GB"] });

const SMALL = ["you", "we"];

Deno.test("an end that the line brings itself is not doubled", () => {
  equal(fitAnswer("It was late. ", "", ".", SMALL), "It was late");
  equal(fitAnswer("Thursday or Sunday?", "How about ", "?", SMALL), "Thursday or Sunday");
  equal(fitAnswer("late.", "It was ", ", and", SMALL), "late");
});

Deno.test("a question or a cry inside a sentence stays", () => {
  equal(fitAnswer("what now?", "You said ", ", and left", SMALL), "what now?");
});

Deno.test("a common word loses its capital inside a sentence, and only there", () => {
  equal(fitAnswer("You came in", "When ", ", I felt", SMALL), "you came in");
  equal(fitAnswer("You came in", "", ".", SMALL), "You came in");
  equal(fitAnswer("You came in", "It was late. ", ".", SMALL), "You came in");
});

Deno.test("names and the word I keep their capital", () => {
  equal(fitAnswer("Ama came in", "When ", ",", SMALL), "Ama came in");
  equal(fitAnswer("I came in", "When ", ",", SMALL), "I came in");
  equal(fitAnswer("Youssef came in", "When ", ",", SMALL), "Youssef came in");
});

Deno.test("an empty answer stays empty", () => {
  equal(fitAnswer("", "When ", ",", SMALL), "");
  equal(fitAnswer(" . ", "When ", ".", SMALL), "");
});

/**
 * @param {Partial<import("../../../overrides/assets/client/core/sheet-api.js").Field>} field called `f`
 * @param {Record<string, string | string[]>} answers
 */
function said(field, answers, audience = "couple") {
  return answerText({ id: "f", key: "f", type: "text", label: "F", ...field }, answers, audience);
}

Deno.test("a text is said as it was written, without space around it", () => {
  equal(said({ type: "text" }, { f: " Tea \n and cake " }), "Tea  and cake");
  equal(said({ type: "long text" }, { f: " Tea\nand cake\n" }), "Tea\nand cake");
  equal(said({ type: "text" }, {}), "");
});

Deno.test("a day and a time are said as the reader's part of the world writes them", () => {
  equal(said({ type: "date" }, { f: "2027-03-14" }), "14 March 2027");
  equal(said({ type: "time" }, { f: "18:30" }), "18:30");
});

Deno.test("what a control could not hold is no answer", () => {
  equal(said({ type: "date" }, { f: "tomorrow" }), "");
  equal(said({ type: "date" }, { f: "2027-13-01" }), "");
  equal(said({ type: "time" }, { f: "25:00" }), "");
  equal(said({ type: "scale", steps: 5 }, { f: "6" }), "");
});

Deno.test("a length of time is said with its units, and nothing of it that is zero", () => {
  equal(said({ type: "duration" }, { "f--hours": "1", "f--minutes": "30" }), "1 hour and 30 minutes");
  equal(said({ type: "duration" }, { "f--hours": "0", "f--minutes": "20" }), "20 minutes");
  equal(said({ type: "duration" }, { "f--hours": "some" }), "");
});

Deno.test("a number has its unit, in the words of the audience", () => {
  const unit = { couple: "evenings", business: "meetings" };
  equal(said({ type: "number", unit }, { f: "3" }, "business"), "3 meetings");
  equal(said({ type: "number" }, { f: "3" }), "3");
  equal(said({ type: "number", unit }, {}), "");
});

Deno.test("what was chosen is said in the order of the options", () => {
  /** @type {[string, string | {couple: string, business: string}][]} */
  const options = [["rest", "Rest"], ["walk", { couple: "A walk", business: "A break" }]];
  equal(said({ type: "choices", options }, { f: ["walk", "rest", "gone"] }), "Rest and A walk");
  equal(said({ type: "choice", options }, { f: "walk" }, "business"), "A break");
  equal(said({ type: "scale", steps: 5 }, { f: "4" }), "4");
});

Deno.test("something else is said in the reader's own words, if there are any", () => {
  /** @type {[string, string][]} */
  const options = [["rest", "Rest"]];
  const field = { type: "choices", options, other: "Something else" };
  equal(said(field, { f: ["other", "rest"], "f--other": " Tea " }), "Rest and Tea");
  equal(said(field, { f: ["other"] }), "Something else");
  equal(said(field, { f: ["rest"], "f--other": "Tea" }), "Rest");
});

Deno.test("people are said by the names they wrote", () => {
  equal(said({ type: "people", count: 2 }, { "f--1": "Ama ", "f--2": "Ben" }), "Ama and Ben");
  equal(said({ type: "people", count: 2 }, { "f--2": "Ben" }), "Ben");
});

Deno.test("a sentence is said with its gaps filled, and not at all while all are empty", () => {
  const field = { type: "sentence", text: "I feel {feeling} when {event}.", small: ["you"] };
  equal(said(field, { "f--feeling": "alone", "f--event": "You leave." }), "I feel alone when you leave.");
  equal(said(field, { "f--event": "you leave" }), "I feel … when you leave.");
  equal(said(field, { "f--feeling": "alone" }), "I feel alone when …");
  equal(said(field, { "f--feeling": " " }), "");
});

Deno.test("each audience has its own sentence over the same gaps", () => {
  const text = { couple: "At home I {do}", business: "At work I {do}" };
  equal(said({ type: "sentence", text }, { "f--do": "listen" }, "business"), "At work I listen");
});

Deno.test("rows are said one by one, with what was asked in each column", () => {
  const columns = [
    { id: "what", type: "text", label: "What" },
    { id: "when", type: "date", label: "When" },
    { id: "how", type: "choice", label: "How", options: /** @type {[string, string][]} */ ([["well", "Well"]]) },
  ];
  equal(
    said({ type: "rows", columns }, { "f--1--what": "Tea", "f--1--when": "2027-03-14" }),
    "What: Tea; When: 14 March 2027",
  );
  equal(said({ type: "rows", columns }, { "f--1--what": "Tea", "f--3--how": "well" }), "1. What: Tea\n2. How: Well");
  equal(said({ type: "rows", columns }, { "f--41--what": "Tea", "f--1--other": "Tea" }), "");
  equal(said({ type: "rows", columns: columns.slice(0, 1) }, { "f--2--what": "Tea" }), "Tea");
});

Deno.test("an agenda is said with the minutes of each point, and by the clock once the beginning is known", () => {
  /** @type {[string, string, number][]} */
  const points = [["hello", "Hello", 5], ["talk", "Talk", 20]];
  equal(said({ type: "agenda", points }, {}), "Hello (5 minutes)\nTalk (20 minutes)");
  const answers = { "f--start": "18:50", "f--hello": "15" };
  equal(said({ type: "agenda", points }, answers), "18:50 Hello (15 minutes)\n19:05 Talk (20 minutes)");
});

Deno.test("a signature is said with its day", () => {
  const answers = { "f--1": "Ama", "f--1--date": "2027-03-14", "f--2": "Ben" };
  equal(said({ type: "signature", count: 2 }, answers), "Ama (14 March 2027) and Ben");
  equal(said({ type: "signature", count: 1 }, { "f--1--date": "2027-03-14" }), "(14 March 2027)");
});

Deno.test("of cards, those are said that were answered or kept", () => {
  /** @type {[string, string][]} */
  const cards = [["tea", "What of tea?"], ["walk", "Where to?"], ["rain", "And if it rains?"]];
  const answers = { "f--kept": ["walk"], "f--tea": "Two cups", "f--at": "tea@0" };
  equal(said({ type: "cards", cards }, answers), "What of tea? Two cups\nWhere to?");
});
