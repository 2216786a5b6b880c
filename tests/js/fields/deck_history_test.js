import { DeckHistory, drawCard } from "../../../overrides/assets/client/fields/deck-history.js";
import { equal } from "../assert.js";

const first = () => 0;
const last = () => 0.99;
const deck = ["a", "b", "c"];

Deno.test("a card that was not drawn yet comes before one that was", () => {
  equal(drawCard(deck, ["a", "b"], last), "c");
});

Deno.test("when all were drawn any but the last one may come", () => {
  equal(drawCard(deck, deck, last), "b");
});

Deno.test("a passed card may come again, but not at once", () => {
  equal([drawCard(deck, ["a!"], first), drawCard(deck, ["b", "a!", "c"], last)], ["b", "a"]);
});

Deno.test("a deck of one card gives it again, and an empty deck gives nothing", () => {
  equal(drawCard(["a"], ["a"], first), "a");
  equal(drawCard([], [], first), undefined);
  const way = new DeckHistory("");
  equal([way.next([], first) ?? "none", `${way}`], ["none", ""]);
});

Deno.test("a way is the same after it was kept", () => {
  for (const text of ["", "a@0", "a,b!,*1,c@3 work kept,all", " work", "  all"]) {
    equal(`${new DeckHistory(text)}`, text);
  }
});

Deno.test("one goes back and on without losing a card", () => {
  const way = new DeckHistory("a,b,c");
  equal([way.back(deck), way.back(deck), way.back(deck), way.card], [true, true, false, "a"]);
  equal([way.next(deck, first) && way.card, way.next(deck, first) && way.card], ["b", "c"]);
});

Deno.test("going back and on keeps to the cards that can be drawn", () => {
  const way = new DeckHistory("a,b,c@2");
  way.back(["a", "c"]);
  equal(way.card, "a");
});

Deno.test("a passed card lies on the way back, and whose turn it is stays the same", () => {
  const way = new DeckHistory("a,b@1");
  equal([way.turn, way.place(deck)], [1, 2]);
  way.pass(deck, first);
  equal([way.card, way.turn, way.place(deck)], ["c", 1, 2]);
  way.back(deck);
  equal([way.card, way.turn, way.cards], ["b", 1, ["a", "b!", "c"]]);
});

Deno.test("after shuffling all cards can come, and the place until then comes back", () => {
  const way = new DeckHistory("a,b,c@1");
  way.shuffle();
  equal([way.shuffled, way.place(deck)], [true, 0]);
  way.back(deck);
  equal(`${way}`, "a,b,c@1");
  way.shuffle();
  way.next(deck, first);
  equal([way.card, way.place(deck), way.turn], ["a", 1, 3]);
  equal([way.back(deck), way.card], [true, "b"]);
});

Deno.test("the count begins anew in each round", () => {
  equal(["a,b,c", "a!,b", "a,b,*1,c", "a,b,c@0"].map((text) => new DeckHistory(text).place(deck)), [3, 1, 1, 1]);
  equal(new DeckHistory("a,b,c").place(["a", "c"]), 2);
  equal(new DeckHistory("a,b").place(["c"]), 0);
});
