import { ANSWERS_FRAGMENT } from "../../../overrides/assets/client/core/fragments.js";
import { makeAnswerFile, parseAnswerFile } from "../../../overrides/assets/client/storage/file-format.js";
import { deriveKey, freshSalt, seal, unlock } from "../../../overrides/assets/client/core/encryption.js";
import { readAnswersLink, writeAnswersLink } from "../../../overrides/assets/client/transfer/answers-link.js";
import { deflate, LONG_LINK, toBase64 } from "../../../overrides/assets/client/core/codec.js";
import { InvalidInput } from "../../../overrides/assets/client/core/untrusted.js";
import { equal } from "../assert.js";
import { copy, dice, mangled, TITLES, twisted, whyNot } from "../strange_files.js";

const WORDS = "five words that are enough";
const FILE = makeAnswerFile([copy()], TITLES);
const SALT = freshSalt();
const LOCKED = JSON.stringify(await seal(await deriveKey(WORDS, SALT), SALT, FILE));

/** @param {string} fragment @returns {Promise<string>} why it cannot be read */
const reason = (fragment) => whyNot(() => readAnswersLink(fragment));

Deno.test("a link brings what was put into it, and needs no escaping", async () => {
  const fragment = await writeAnswersLink(FILE);
  equal(JSON.parse(await readAnswersLink(fragment)), JSON.parse(FILE));
  equal(/^#[\w.=-]+$/.test(fragment), true);
  equal(fragment.length < LONG_LINK, true);
});

Deno.test("a locked link says nothing, is still short, and opens with the words", async () => {
  const fragment = await writeAnswersLink(LOCKED);
  equal(/^#[\w.=-]+$/.test(fragment), true);
  equal(fragment.length < LONG_LINK, true);
  const { text } = await unlock(JSON.parse(await readAnswersLink(fragment)), WORDS);
  equal(text, FILE);
});

Deno.test("what is no such link is refused, and a later version is told apart", async () => {
  const rest = (await writeAnswersLink(FILE)).slice(ANSWERS_FRAGMENT.length + 1);
  const cases = {
    "#rr-answers": "unclear",
    [ANSWERS_FRAGMENT]: "unclear",
    [`${ANSWERS_FRAGMENT}1p.`]: "unclear",
    [`${ANSWERS_FRAGMENT}2${rest}`]: "newer",
  };
  const more = {
    [`${ANSWERS_FRAGMENT}0${rest}`]: "unclear",
    [`${ANSWERS_FRAGMENT}1p.!`]: "unclear",
    [`${ANSWERS_FRAGMENT}1l.abc`]: "wrong",
  };
  for (const [fragment, why] of Object.entries({ ...cases, ...more })) {
    equal([fragment, await reason(fragment)], [fragment, why]);
  }
  equal(await reason(`${ANSWERS_FRAGMENT}1p.${"A".repeat(40_000)}`), "large");
});

Deno.test("a short link that would unpack to very much is refused", async () => {
  const packed = toBase64(await deflate("0".repeat(20_000_000))).replaceAll("+", "-").replaceAll("/", "_").replace(
    /=+$/,
    "",
  );
  equal(packed.length < 30_000, true);
  equal(await reason(`${ANSWERS_FRAGMENT}1p.${packed}`), "large");
});

Deno.test("10,000 spoiled links: no error but the one, and no prototype is changed", async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const [open, locked, throws] = [await writeAnswersLink(FILE), await writeAnswersLink(LOCKED), dice(7)];
  for (let round = 0; round < 10_000; round += 1) {
    const whole = round % 3 === 0 ? await writeAnswersLink(twisted(FILE, throws)) : round % 3 === 1 ? open : locked;
    const fragment = round % 3 === 0 ? whole : ANSWERS_FRAGMENT + mangled(whole.slice(ANSWERS_FRAGMENT.length), throws);
    try {
      parseAnswerFile(await readAnswersLink(fragment), TITLES);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
    }
  }
  equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
});
