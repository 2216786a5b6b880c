import { drawWords } from "../../../overrides/assets/client/core/passphrase-words.js";
import { equal } from "../assert.js";

Deno.test("five words are drawn, and a number that would favour some of them is drawn again", () => {
  const list = Array.from({ length: 7776 }, (_, at) => `word${at}`);
  const numbers = [0, 65535, 62208, 62207, 7776, 7775, 15552 + 7];
  const found = drawWords(list, (into) => into.set([numbers.shift() ?? 1]));
  equal(found, ["word0", "word7775", "word0", "word7775", "word7"]);
});
