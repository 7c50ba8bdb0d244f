import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import { dayNumber, dayText } from "../../foundation/calendar/index.ts";
import { loadHolidays } from "./holidays.ts";
import { addWorkingDays, cutOffOf, effectiveDay, nextDeliveryDay, type WorkingHours } from "./working-days.ts";

const bremen: WorkingHours = {
  ...{ country: "DE", subdivision: "HB", timeZone: "Europe/Berlin", cutOff: "14:00" },
  ...{ workingDays: [1, 2, 3, 4, 5], observesHolidays: true },
};
before(() => loadHolidays([bremen, { country: "DE" }], [2025, 2026, 2027]));

const startOf = (at: string, place = bremen) => dayText(effectiveDay(place, new Date(at)));

test("what is bought before the cut-off of a working day starts on it, anything else on the next one", () => {
  assert.equal(startOf("2026-11-25T12:59:00Z"), "2026-11-25");
  assert.equal(startOf("2026-11-25T13:00:00Z"), "2026-11-26", "14:00 there");
  assert.equal(startOf("2026-11-27T13:00:00Z"), "2026-11-30", "over a weekend");
  assert.equal(startOf("2026-12-24T13:00:00Z"), "2026-12-28", "over Christmas");
  assert.equal(startOf("2026-12-24T13:00:00Z", { ...bremen, observesHolidays: false }), "2026-12-25");
  assert.equal(startOf("2026-10-30T20:00:00Z"), "2026-11-02");
  assert.equal(cutOffOf(bremen, dayNumber("2026-11-25")).toISOString(), "2026-11-25T13:00:00.000Z");
});

test("working days are counted from the first one", () => {
  const plus = (day: string, count: number) => dayText(addWorkingDays(bremen, dayNumber(day), count));
  assert.equal(plus("2026-11-28", 0), "2026-11-30");
  assert.equal(plus("2026-11-27", 1), "2026-11-30");
  assert.equal(plus("2026-12-23", 2), "2026-12-28");
});

test("who asks later never gets an earlier day, and a later cut-off never a later one", () => {
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 20) });
  const hours = fc.record({
    cutOff: fc.constantFrom("00:00", "09:30", "14:00", "23:59"),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    observesHolidays: fc.boolean(),
  });
  fc.assert(
    fc.property(instant, fc.nat({ max: 20 * 86_400_000 }), hours, (at, later, given) => {
      const place = { ...bremen, ...given };
      const day = effectiveDay(place, new Date(at));
      assert.ok(effectiveDay(place, new Date(at + later)) >= day);
      assert.ok(effectiveDay({ ...place, cutOff: "23:59" }, new Date(at)) <= day);
      assert.ok(
        effectiveDay({ ...place, observesHolidays: false }, new Date(at)) <= day,
        "a holiday never makes it sooner",
      );
      assert.ok(new Date(at) < cutOffOf(place, day));
    }),
  );
});

test("a carrier delivers on its days only, and on no holiday where it goes", () => {
  const first = (day: string, days: readonly number[]) =>
    dayText(nextDeliveryDay(days, { country: "DE" }, dayNumber(day)));
  assert.equal(first("2026-11-29", [1, 2, 3, 4, 5, 6]), "2026-11-30");
  assert.equal(first("2026-12-25", [1, 2, 3, 4, 5, 6]), "2026-12-28");
  assert.equal(first("2026-11-29", [7]), "2026-11-29");
});
