import { clockFace, Countdown } from "../../../overrides/assets/client/fields/countdown.js";
import { equal } from "../assert.js";

Deno.test("the face shows whole seconds that are not over yet", () => {
  equal([300_000, 299_001, 299_000, 0, -50].map(clockFace), ["05:00", "05:00", "04:59", "00:00", "00:00"]);
});

Deno.test("more than an hour is shown in minutes", () => {
  equal(clockFace(90 * 60_000), "90:00");
});

Deno.test("time goes by the clock however seldom one looks", () => {
  let now = 1_000;
  const time = new Countdown(60_000, () => now);
  equal([time.begun, time.left], [false, 60_000]);
  time.start();
  now += 45_000;
  equal([time.running, time.left], [true, 15_000]);
  now += 45_000;
  equal(time.left, 0);
});

Deno.test("it stands still while stopped and goes on from there", () => {
  let now = 0;
  const time = new Countdown(60_000, () => now);
  time.start();
  now += 10_000;
  time.stop();
  now += 99_000;
  equal([time.running, time.begun, time.left], [false, true, 50_000]);
  time.start();
  now += 1_000;
  equal(time.left, 49_000);
});

Deno.test("half of the time is marked once, and the last minute only of a long turn", () => {
  let now = 0;
  const marks = (/** @type {number} */ length, /** @type {number[]} */ moments) => {
    const time = new Countdown(length, () => now);
    const begin = now;
    time.start();
    return moments.map((moment) => {
      now = begin + moment;
      return time.mark() ?? null;
    });
  };
  equal(marks(60_000, [0, 29_999, 30_000, 31_000, 59_000]), [null, null, "half", null, null]);
  equal(marks(300_000, [150_000, 200_000, 240_000, 299_000]), ["half", null, "minute", null]);
  equal(marks(300_000, [250_000, 260_000]), ["minute", null]);
});

Deno.test("it goes on where it was after it was kept, running or not, and says nothing twice", () => {
  let now = 0;
  const again = (/** @type {Countdown} */ time, length = 60_000) =>
    new Countdown(length, () => now, JSON.parse(JSON.stringify(time)));
  const time = new Countdown(60_000, () => now);
  time.start();
  now += 40_000;
  equal(time.mark(), "half");
  equal([again(time).left, again(time).running, again(time).mark() ?? null], [20_000, true, null]);
  time.stop();
  now += 99_000;
  equal([again(time).left, again(time).running], [20_000, false]);
  // With another length it is another timer.
  equal([again(time, 30_000).begun, again(time, 30_000).left], [false, 30_000]);
});

Deno.test("it knows how late its end was noticed", () => {
  let now = 0;
  const time = new Countdown(60_000, () => now);
  time.start();
  now += 61_000;
  equal(time.late, 1_000);
  time.stop();
  equal(time.late, 0);
});

Deno.test("a clock that is set back gives no more time than was left", () => {
  let now = 1_000_000;
  const time = new Countdown(60_000, () => now);
  time.start();
  now -= 500_000;
  equal(time.left, 60_000);
});
