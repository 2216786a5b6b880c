import * as envelope from "../../../overrides/assets/client/core/encryption.js";
import { deflate, fromBase64, inflate, MAX_BYTES, toBase64 } from "../../../overrides/assets/client/core/codec.js";
import { equal } from "../assert.js";
import { whyNot as reason } from "../strange_files.js";

const WORDS = "copper lantern seven quiet rivers";
const SALT = envelope.freshSalt();
const KEY = await envelope.deriveKey(WORDS, SALT);

Deno.test("what is sealed can be opened, whatever it is", async () => {
  for (const text of ["", "a", "Zoë 🕯️ ‏שלום", "\u0000\uFEFF\r\n", "long ".repeat(60_000)]) {
    equal(await envelope.openEnvelope(KEY, await envelope.seal(KEY, SALT, text)), text);
  }
});

Deno.test("the same text is never sealed the same way twice, and no word of it can be read", async () => {
  const [one, other] = [await envelope.seal(KEY, SALT, "canary"), await envelope.seal(KEY, SALT, "canary")];
  equal(one.iv === other.iv, false);
  equal(one.data === other.data, false);
  equal(atob(one.data).includes("canary"), false);
});

Deno.test("a short text and a shorter one look equally long", async () => {
  const sizes = [];
  for (const text of ["", "no", "I am not sure that I want to stay."]) {
    sizes.push((await envelope.seal(KEY, SALT, text)).data.length);
  }
  equal(new Set(sizes).size, 1);
});

Deno.test("the words are the same however they are typed", async () => {
  const sealed = await envelope.seal(await envelope.deriveKey("  Zoe\u0308’s ﬁrst garden ", SALT), SALT, "here");
  equal((await envelope.unlock(sealed, "Zo\u00eb’s first garden")).text, "here");
});

Deno.test("unlocking gives a key that locks again", async () => {
  const sealed = await envelope.seal(KEY, SALT, "first");
  const { key, salt } = await envelope.unlock(sealed, WORDS);
  equal(salt, SALT);
  equal(key.extractable, false);
  equal((await envelope.unlock(await envelope.seal(key, salt, "second"), WORDS)).text, "second");
});

Deno.test("wrong words and any change to any part are refused for one and the same reason", async () => {
  const sealed = await envelope.seal(KEY, SALT, "here");
  equal(await reason(() => envelope.unlock(sealed, "copper lantern seven quiet river")), "wrong");
  const other = await envelope.seal(KEY, SALT, "there");
  const turned = `${sealed.data.slice(0, 40)}${sealed.data[40] === "A" ? "B" : "A"}${sealed.data.slice(41)}`;
  const changes = { format: "x", version: 0, cipher: "AES-256-CBC", kdf: "none", iv: other.iv, data: turned };
  const more = [{ data: "" }, { data: sealed.data.slice(4) }, { iterations: 1 }, { iterations: 600_001 }, {
    salt: "!",
  }];
  for (const change of [...Object.entries(changes).map(([name, value]) => ({ [name]: value })), ...more]) {
    equal([change, await reason(() => envelope.openEnvelope(KEY, { ...sealed, ...change }))], [change, "wrong"]);
  }
});

Deno.test("an envelope that would keep the device busy is refused before anything is counted", async () => {
  const sealed = await envelope.seal(KEY, SALT, "here");
  for (const iterations of [1e12, 10_000_001, 599_999, 600_000.5, "600000", null, Infinity]) {
    equal(await reason(() => envelope.unlock({ ...sealed, iterations }, WORDS)), "wrong");
  }
});

Deno.test("an envelope of a later version is told from a broken one", async () => {
  const sealed = await envelope.seal(KEY, SALT, "here");
  equal(await reason(() => envelope.openEnvelope(KEY, { ...sealed, version: 2 })), "newer");
  equal(await reason(() => envelope.openEnvelope(KEY, { format: sealed.format, version: 9 })), "newer");
  for (const thing of [null, 7, "x", [], {}, Object.create(sealed), { version: 2 }]) {
    equal(await reason(() => envelope.openEnvelope(KEY, thing)), "wrong");
  }
});

Deno.test("a text that could not be opened again is not sealed", async () => {
  equal(await reason(() => envelope.seal(KEY, SALT, "x".repeat(MAX_BYTES + 1))), "large");
});

Deno.test("words under twelve characters are too weak", () => {
  const words = ["", "a b c d e", "           long", "elevenchars", "ⅷⅷⅷ"];
  equal(words.map(envelope.isWeakPassphrase), [true, true, true, true, false]);
  equal(envelope.isWeakPassphrase("twelve chars"), false);
});

Deno.test("a decompression bomb is refused before it grows", async () => {
  const bomb = await zeros(2 ** 30);
  equal(bomb.length < 2_000_000, true);
  const start = performance.now();
  equal(await reason(() => inflate(bomb)), "large");
  equal(performance.now() - start < 1000, true);
});

Deno.test("what was packed comes out again, and what was not is refused", async () => {
  const text = "Zoë ".repeat(50_000);
  equal(await inflate(await deflate(text)) === text, true);
  const packed = await deflate(text);
  const junk = new Uint8Array(5000).fill(255);
  for (const bytes of [new Uint8Array([...packed, 7]), junk]) {
    equal(await reason(() => inflate(bytes)), "wrong");
  }
});

Deno.test("Base64 has one way to write each thing", async () => {
  equal(toBase64(fromBase64("AAEC")), "AAEC");
  for (const text of ["AAE", "AAEB=", "AA EC", "AAF=", "-_-_", 7, null]) {
    equal([text, await reason(() => Promise.resolve().then(() => fromBase64(text)))], [text, "wrong"]);
  }
});

/** @param {number} count @returns {Promise<Uint8Array<ArrayBuffer>>} so many zeros, packed */
async function zeros(count) {
  const block = new Uint8Array(2 ** 20);
  let left = count / block.length;
  const all = new ReadableStream({ pull: (to) => left-- ? to.enqueue(block) : to.close() });
  return new Uint8Array(await new Response(all.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
}
