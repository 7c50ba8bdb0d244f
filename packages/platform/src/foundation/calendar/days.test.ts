import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayAt, dayNumber, dayText, instantOn, isoWeekday } from "./index.ts";

test("a day is the same day as a number and as a text, and a week has seven", () => {
  assert.equal(dayNumber("1970-01-01"), 0);
  assert.equal(isoWeekday(dayNumber("2026-11-22")), 7);
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
      assert.equal(dayNumber(dayText(day)), day);
      assert.equal(isoWeekday(day + 1), (isoWeekday(day) % 7) + 1);
    }),
  );
});

test("what time it is somewhere leads back to the instant", () => {
  assert.deepEqual(dayAt(new Date("2026-11-22T23:30:00Z"), "Europe/Berlin"), {
    day: dayNumber("2026-11-23"),
    time: "00:30",
  });
  assert.equal(instantOn(dayNumber("2026-07-01"), "14:00", "Europe/Berlin").toISOString(), "2026-07-01T12:00:00.000Z");
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000_000 }), zones, (minutes, zone) => {
      const at = new Date(minutes * 60_000);
      const { day, time } = dayAt(at, zone);
      const back = dayAt(instantOn(day, time, zone), zone);
      assert.deepEqual(back, { day, time });
    }),
  );
});
