import released from "../../released/packet-links.json" with { type: "json" };
import {
  deflate,
  fromBase64,
  fromBase64Url,
  inflate,
  toBase64,
  toBase64Url,
} from "../../../overrides/assets/client/core/codec.js";
import {
  PACKET_FRAGMENT,
  PACKET_LIMITS,
  packetName,
  readPacketLink,
  readSuggestions,
  writePacketLink,
  writeSuggestions,
} from "../../../overrides/assets/client/packet/link.js";
import { PACKET_FORMAT } from "../../../overrides/assets/client/packet/format.js";
import { equal } from "../assert.js";
import { dice, mangled, twisted, whyNot } from "../strange_files.js";

/** @typedef {import("../../../overrides/assets/client/packet/link.js").Packet} Packet */

/** Twelve worksheets and the note of a practice, as it might be. @type {Packet} */
const WHOLE = {
  title: "Before we meet on Thursday",
  note:
    "Thank you for coming on Monday. Before we meet again, please look at the first three sheets, each of you alone. " +
    "A quarter of an hour is plenty, and empty lines are fine. Nobody has to show theirs. If a sheet feels like too " +
    "much, leave it out and tell me. Ring me at the practice if something is unclear.",
  words: "We want to talk about the evenings without a quarrel.",
  audience: "couple",
  things: [3, 117, 41, 208, 9, 66, 151, 302, 24, 87, 190, 263],
  given: [[3, "day", "2026-12-03"]],
};
const GERMAN = {
  ...WHOLE,
  title: "Für das nächste Gespräch",
  note: "Schön, dass Sie beide da waren. Füllen Sie bitte bis nächsten Dienstag zunächst jede und jeder für sich die " +
    "ersten drei Blätter aus; größere Lücken dürfen übrig bleiben. Über Ärger müssen Sie natürlich noch nicht " +
    "sprechen. Wäre ein Blatt zu schwer, überspringen Sie es ruhig. Grüße, Jörg Müßig",
};
const SITE = "https://relationship-reset.example/packet/";

/** @param {string} text @returns {Promise<string>} a link that holds it, whatever it is */
async function linked(text) {
  const proper = await writePacketLink({ ...WHOLE, title: text });
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return `${proper.slice(0, PACKET_FRAGMENT.length + 2)}${sum.toString(36)}.${
    toBase64Url(toBase64(await deflate(text)))
  }`;
}

/** @param {string} fragment @returns {Promise<string>} why it cannot be read */
const reason = (fragment) => whyNot(() => readPacketLink(fragment));

Deno.test("a link has the members that the shared format names, and no others", async () => {
  const fragment = await writePacketLink(WHOLE);
  equal(fragment.startsWith(`${PACKET_FORMAT.fragment}${PACKET_FORMAT.version}.`), true);
  const text = await inflate(fromBase64(fromBase64Url(fragment.split(".")[2])), PACKET_FORMAT.maxBytes);
  equal(Object.keys(JSON.parse(text)), Object.values(PACKET_FORMAT.keys));
});

Deno.test("a packet of twelve worksheets with a note of 300 characters is a link under 600 characters", async () => {
  for (const packet of [WHOLE, GERMAN]) {
    equal(packet.note.length >= 290 && packet.note.length <= 310, true);
    const fragment = await writePacketLink(packet);
    equal(/^#[\w.=-]+$/.test(fragment), true);
    equal((SITE + fragment).length < 600, true);
    equal(await readPacketLink(fragment), packet);
  }
});

Deno.test("links made by this version and those before open as they did", async () => {
  equal(released.length > 3, true);
  for (const { link, opens } of released) equal(await readPacketLink(link), opens);
});

Deno.test("what is missing, foreign or unknown in a packet is passed over", async () => {
  const blank = { title: "", note: "", words: "", audience: "", things: [7], given: [] };
  equal(await readPacketLink(await linked('{"c":[7]}')), blank);
  const odd = '{"t":7,"n":["x"],"w":{},"a":"both","c":[7,7,"7",0,-1,1.5,null,[1]],"z":{"y":1},' +
    '"g":[[7,"__proto__","x"],[7,"day"],["7","day","x"],7,[7,"day",8],[7,"Day","x"]]}';
  equal(await readPacketLink(await linked(odd)), blank);
  const later = '{"c":[7,1000000],"g":[[7,"day","x",{"more":1}]]}';
  equal(await readPacketLink(await linked(later)), { ...blank, things: [7, 1_000_000], given: [[7, "day", "x"]] });
});

Deno.test("signs that would move or hide other words are left out of texts", async () => {
  const { title, note } = await readPacketLink(
    await linked('{"t":"a\\nb\\u202e","n":" x\\ny\\u0000\\u200b\\ud800","c":[1]}'),
  );
  equal([title, note], ["a b", "x\ny\ufffd"]);
  const hidden = ["\u061c", "\u00ad", "\u{e0041}", "\u{e007f}", "\u0085", "\u2066"];
  for (const sign of hidden) equal((await readPacketLink(await linked(`{"n":"x${sign}y","c":[1]}`))).note, "xy");
  const kept = "a\u200db 👩‍👧 – नमस्ते";
  equal((await readPacketLink(await linked(JSON.stringify({ n: kept, c: [1] })))).note, kept);
});

Deno.test("new lines cannot push what the page says about a packet out of sight", async () => {
  const noteOf = async (/** @type {string} */ n) =>
    (await readPacketLink(await linked(JSON.stringify({ n, c: [1] })))).note;
  equal(await noteOf(`a\n\nb\nc${"\n".repeat(900)}d\n \t\n \ne`), "a\n\nb\nc\n\nd\n\ne");
  const long = await noteOf(Array(300).fill("x").join("\n"));
  equal(long.split("\n").length, 40);
  equal(long.replaceAll(/\s/g, "").length, 300);
});

Deno.test("of two values for one field one is suggested: the last", () => {
  equal(readSuggestions(writeSuggestions([[7, "day", "x"], [7, "hour", "z"], [7, "day", "y"]])), [["day", "y"], [
    "hour",
    "z",
  ]]);
});

Deno.test("what is no packet, or holds too much, is refused, and a later version is told apart", async () => {
  const rest = (await writePacketLink(WHOLE)).slice(PACKET_FRAGMENT.length + 1);
  const cases = {
    "#rr-packet": "unclear",
    [PACKET_FRAGMENT]: "unclear",
    [`${PACKET_FRAGMENT}0${rest}`]: "unclear",
    [`${PACKET_FRAGMENT}1.abc`]: "unclear",
    [`${PACKET_FRAGMENT}1.abc.!`]: "unclear",
    [`${PACKET_FRAGMENT}2${rest}`]: "newer",
    [`${PACKET_FRAGMENT}1.abc.AAAA`]: "wrong",
    [`${PACKET_FRAGMENT}1${rest.replace(/.$/, (last) => last === "A" ? "B" : "A")}`]: "wrong",
    [`${PACKET_FRAGMENT}1${rest.slice(0, -20)}`]: "wrong",
    [`${PACKET_FRAGMENT}1.abc.${"A".repeat(60_000)}`]: "large",
    [await linked("[]")]: "unclear",
    [await linked("null")]: "unclear",
    [await linked("{")]: "unclear",
    [await linked(JSON.stringify({ c: Array(PACKET_LIMITS.things + 1).fill(1) }))]: "many",
    [await linked(JSON.stringify({ c: [1], n: "x".repeat(PACKET_LIMITS.note + 1) }))]: "large",
    [await linked(" ".repeat(20_000_000))]: "large",
  };
  for (const [fragment, why] of Object.entries(cases)) equal([fragment, await reason(fragment)], [fragment, why]);
});

Deno.test("packets that differ have names that differ, and the same one has the same name again", async () => {
  equal(packetName(await readPacketLink(await writePacketLink(WHOLE))), packetName(WHOLE));
  equal(packetName(WHOLE) === packetName({ ...WHOLE, things: WHOLE.things.toReversed() }), false);
});

Deno.test("5,000 spoiled links: no error but the one, and no prototype is changed", async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const [open, throws] = [await writePacketLink(WHOLE), dice(11)];
  const json = JSON.stringify({ t: "x", n: "y", w: "z", a: "couple", c: [1, 2], g: [[1, "day", "x"]] });
  for (let round = 0; round < 5000; round += 1) {
    const fragment = round % 2
      ? await linked(twisted(json, throws))
      : PACKET_FRAGMENT + mangled(open.slice(PACKET_FRAGMENT.length), throws);
    const why = await reason(fragment);
    equal(typeof why, "string");
  }
  equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
});
