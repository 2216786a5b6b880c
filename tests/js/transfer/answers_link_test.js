import { make, parse } from "../../../overrides/assets/client/storage/file-format.js";
import { freshSalt, keyFrom, seal, unlock } from "../../../overrides/assets/client/core/encryption.js";
import { BEGINS, read, write } from "../../../overrides/assets/client/transfer/answers-link.js";
import { deflate, LONG, toBase64 } from "../../../overrides/assets/client/core/codec.js";
import { Unreadable } from "../../../overrides/assets/client/core/untrusted.js";
import { equal } from "../assert.js";
import { copy, dice, mangled, TITLES, twisted, whyNot } from "../strange_files.js";

const WORDS = "five words that are enough";
const FILE = make([copy()], TITLES);
const SALT = freshSalt();
const LOCKED = JSON.stringify(await seal(await keyFrom(WORDS, SALT), SALT, FILE));

/** @param {string} fragment @returns {Promise<string>} why it cannot be read */
const reason = (fragment) => whyNot(() => read(fragment));

Deno.test("a link brings what was put into it, and needs no escaping", async () => {
  const fragment = await write(FILE);
  equal(JSON.parse(await read(fragment)), JSON.parse(FILE));
  equal(/^#[\w.=-]+$/.test(fragment), true);
  equal(fragment.length < LONG, true);
});

Deno.test("a locked link says nothing, is still short, and opens with the words", async () => {
  const fragment = await write(LOCKED);
  equal(/^#[\w.=-]+$/.test(fragment), true);
  equal(fragment.length < LONG, true);
  const { text } = await unlock(JSON.parse(await read(fragment)), WORDS);
  equal(text, FILE);
});

Deno.test("what is no such link is refused, and a later version is told apart", async () => {
  const rest = (await write(FILE)).slice(BEGINS.length + 1);
  const cases = {
    "#rr-answers": "unclear",
    [BEGINS]: "unclear",
    [`${BEGINS}1p.`]: "unclear",
    [`${BEGINS}2${rest}`]: "newer",
  };
  const more = { [`${BEGINS}0${rest}`]: "unclear", [`${BEGINS}1p.!`]: "unclear", [`${BEGINS}1l.abc`]: "wrong" };
  for (const [fragment, why] of Object.entries({ ...cases, ...more })) {
    equal([fragment, await reason(fragment)], [fragment, why]);
  }
  equal(await reason(`${BEGINS}1p.${"A".repeat(40_000)}`), "large");
});

Deno.test("a short link that would unpack to very much is refused", async () => {
  const packed = toBase64(await deflate("0".repeat(20_000_000))).replaceAll("+", "-").replaceAll("/", "_").replace(
    /=+$/,
    "",
  );
  equal(packed.length < 30_000, true);
  equal(await reason(`${BEGINS}1p.${packed}`), "large");
});

Deno.test("10,000 spoiled links: no error but the one, and no prototype is changed", async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const [open, locked, throws] = [await write(FILE), await write(LOCKED), dice(7)];
  for (let round = 0; round < 10_000; round += 1) {
    const whole = round % 3 === 0 ? await write(twisted(FILE, throws)) : round % 3 === 1 ? open : locked;
    const fragment = round % 3 === 0 ? whole : BEGINS + mangled(whole.slice(BEGINS.length), throws);
    try {
      parse(await read(fragment), TITLES);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
});
