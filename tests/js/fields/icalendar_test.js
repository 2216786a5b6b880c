import { icalendar } from "../../../overrides/assets/client/fields/icalendar.js";
import { equal } from "../assert.js";

const NOW = new Date("2027-03-01T08:09:10.123Z");
const TALK = {
  uid: "a-talk@example.org",
  title: "Our talk",
  start: new Date("2027-03-14T19:30:00Z"),
  minutes: 45,
  days: 0,
  times: 0,
};

/** @param {object} [changes] @returns {string[]} the lines of a file with one event */
function lines(changes) {
  return icalendar([{ ...TALK, ...changes }], NOW).split("\r\n");
}

Deno.test("an event has a beginning and an end in the reader's own time", () => {
  equal(lines(), [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Relationship Reset//EN",
    "BEGIN:VEVENT",
    "UID:a-talk@example.org",
    "DTSTAMP:20270301T080910Z",
    "DTSTART:20270314T193000",
    "DTEND:20270314T201500",
    "SUMMARY:Our talk",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

Deno.test("an event without a time takes the whole day", () => {
  const all = lines({ start: new Date("2027-03-14T00:00:00Z"), minutes: 0 });
  equal(all.filter((line) => line.startsWith("DT")).slice(1), ["DTSTART;VALUE=DATE:20270314"]);
});

Deno.test("an event that ends after midnight ends on the next day, and in the next year", () => {
  const all = lines({ start: new Date("2027-12-31T23:30:00Z"), minutes: 60 });
  equal(all.includes("DTEND:20280101T003000"), true);
});

Deno.test("an event comes back after days, or after weeks where they are whole", () => {
  equal(lines({ days: 7, times: 12 }).includes("RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=12"), true);
  equal(lines({ days: 14, times: 2 }).includes("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"), true);
  equal(lines({ days: 10, times: 3 }).includes("RRULE:FREQ=DAILY;INTERVAL=10;COUNT=3"), true);
});

Deno.test("signs that mean something in a calendar file are shown as they stand", () => {
  const title = "Ama; Ben, and \\ me:\nBEGIN:VEVENT\r\nx\ty";
  equal(lines({ title })[8], "SUMMARY:Ama\\; Ben\\, and \\\\ me:\\nBEGIN:VEVENT\\nx y");
  equal(lines({ title: "one\rtwo" })[8], "SUMMARY:one two");
});

Deno.test("a long line is folded after 75 bytes at most, and no letter is cut in two", () => {
  const title = "ä€😀x".repeat(40);
  const text = icalendar([{ ...TALK, title }], NOW);
  const bytes = text.split("\r\n").map((line) => new TextEncoder().encode(line).length);
  equal(bytes.every((count) => count <= 75), true);
  equal(text.replaceAll("\r\n ", "").includes(`SUMMARY:${title}\r\n`), true);
});

Deno.test("several events make one file", () => {
  const text = icalendar([TALK, { ...TALK, uid: "b" }], NOW);
  equal([text.match(/BEGIN:VEVENT/g)?.length, text.match(/BEGIN:VCALENDAR/g)?.length], [2, 1]);
});
