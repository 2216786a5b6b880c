import { equal } from "../assert.js";

// The module brings in an element's class, which needs a page; only the fitting is tested here.
Object.assign(globalThis, { HTMLElement: class {} });
const { fitAnswer } = await import("../../../overrides/assets/client/fields/answer-text.js");

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
