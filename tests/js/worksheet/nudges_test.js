import { findNudges } from "../../../overrides/assets/client/worksheet/nudges.js";
import { equal } from "../assert.js";

const NOTICES = [
  { words: ["always", "never"], say: "Once may be truer." },
  { words: ["sorry you feel", "sorry, but"], say: "Own your part." },
  { words: ["you're making me"], say: "Begin with I." },
];

/** @param {string} text */
const said = (text) => findNudges(text, NOTICES);

Deno.test("a word is found whatever its case and whatever stands beside it", () => {
  equal(said("NEVER!"), ["Once may be truer."]);
  equal(said("You (always) leave"), ["Once may be truer."]);
});

Deno.test("a part of another word is not found", () => {
  equal(said("Nevertheless the hallways were quiet; sideways, überalways"), []);
});

Deno.test("a phrase is found over commas, spaces, dashes and line ends", () => {
  equal(said("I am sorry,\n  you – feel that way"), ["Own your part."]);
  equal(said("Sorry but no"), ["Own your part."]);
});

Deno.test("straight and curly apostrophes are the same", () => {
  equal(said("You’re making me angry"), ["Begin with I."]);
  equal(said("you're making me angry"), ["Begin with I."]);
});

Deno.test("each sentence is said once, in the order of the list", () => {
  equal(said("sorry you feel; never, always, never"), ["Once may be truer.", "Own your part."]);
});

Deno.test("signs that mean something in a pattern are only signs", () => {
  equal(findNudges("why (me)? a+b", [{ words: ["(me)?"], say: "x" }, { words: ["a+b"], say: "y" }]), ["x", "y"]);
  equal(findNudges("aab", [{ words: ["a+b"], say: "y" }]), []);
});

Deno.test("letters of other scripts count as letters", () => {
  equal(findNudges("жnever", NOTICES), []);
  equal(findNudges("jamais à toi", [{ words: ["à toi"], say: "x" }]), ["x"]);
});

Deno.test("nothing is said of an empty answer", () => {
  equal(said(""), []);
});
