import { answerKey, answersOfPerson } from "../../../overrides/assets/client/storage/participants.js";
import { equal } from "../assert.js";

Deno.test("the second person's answers have names of their own, those of the sheet have not", () => {
  equal([answerKey("one", 1), answerKey("one", 2)], ["one", "one~2"]);
  equal([answerKey("rr-pass", 2), answerKey("rr-name--2", 2)], ["rr-pass", "rr-name--2"]);
  equal(answerKey("rr-before", 2), "rr-before~2");
});

Deno.test("each person sees own answers under the names of the page, and those of the sheet", () => {
  const kept = { "rr-pass": "both", one: "mine", "one~2": "yours", "two~2": ["a"], "rr-name--1": "Kim" };
  equal(answersOfPerson(kept, 1), { "rr-pass": "both", one: "mine", "rr-name--1": "Kim" });
  equal(answersOfPerson(kept, 2), { "rr-pass": "both", one: "yours", two: ["a"], "rr-name--1": "Kim" });
});

Deno.test("a sheet that nobody passes on has all its answers", () => {
  const kept = { one: "mine", "one~2": "yours" };
  equal(answersOfPerson(kept, 2), kept);
});
