import { equal } from "./assert.js";

// The element's class needs a page; only the drawing itself is tested here.
Object.assign(globalThis, { HTMLElement: class {} });
const { draw } = await import("../../overrides/assets/client/deck.js");

Deno.test("a card that was not drawn yet comes before one that was", () => {
  equal(draw(["a", "b", "c"], ["a", "b"], () => 0.99), "c");
});

Deno.test("when all were drawn any but the last one may come", () => {
  equal(draw(["a", "b", "c"], ["a", "b", "c"], () => 0.99), "b");
});

Deno.test("a deck of one card gives it again, and an empty deck gives nothing", () => {
  equal(draw(["a"], ["a"], () => 0), "a");
  equal(draw([], [], () => 0), undefined);
});
