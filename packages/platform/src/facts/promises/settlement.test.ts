import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayNumber } from "../../foundation/calendar/index.ts";
import { type Course, settle } from "./settlement.ts";

const monday = dayNumber("2026-03-02");
const fresh = { wasKept: false, isRetracted: false };
const unknown = { deliveredOn: undefined, handedOverOn: undefined, expectedHandOverOn: undefined };

const day = fc.integer({ min: monday, max: monday + 60 });
const known = fc.option(day, { nil: undefined });
const courses: fc.Arbitrary<Course> = fc.record({
  ...{ latest: day, deliveredOn: known, handedOverOn: known, expectedHandOverOn: known },
});

test("a promise is open until its last day is over, then kept or missed for good by the day of arrival", () => {
  fc.assert(
    fc.property(courses, day, (course, today) => {
      const { status, settledOn, cause } = settle(course, today, fresh);
      if (course.deliveredOn !== undefined)
        assert.equal(status, course.deliveredOn <= course.latest ? "kept" : "missed");
      else assert.equal(status, today <= course.latest ? "open" : "missed");
      assert.equal(
        settledOn,
        status === "open" ? undefined : status === "kept" ? course.deliveredOn : course.latest + 1,
      );
      assert.ok(status === "missed" || cause === undefined);
      assert.deepEqual(settle(course, Math.max(today, course.latest + 1), fresh).status === "open", false);
    }),
    { numRuns: 1_000 },
  );
});

test("who handed over in time is not blamed, who lost all the days is, and a weekend is nobody's fault", () => {
  const course = { latest: monday + 4, expectedHandOverOn: monday, deliveredOn: monday + 7 };
  const causeOf = (handedOverOn: number) => settle({ ...course, handedOverOn }, monday + 30, fresh).cause;
  assert.equal(causeOf(monday), "transit");
  assert.equal(causeOf(monday + 1), "both");
  assert.equal(causeOf(monday + 3), "warehouse");
  const friday = { ...course, expectedHandOverOn: monday + 4, handedOverOn: monday + 6, latest: monday + 6 };
  assert.equal(settle(friday, monday + 30, fresh).cause, "transit");
  // Nothing has left yet: the warehouse has lost every day so far.
  const waiting = { ...unknown, latest: monday + 4, expectedHandOverOn: monday };
  assert.equal(settle(waiting, monday + 7, fresh).cause, "warehouse");
  assert.equal(settle({ ...unknown, latest: monday, deliveredOn: monday + 2 }, monday + 3, fresh).cause, undefined);
  fc.assert(
    fc.property(courses, day, (each, today) => {
      const { handedOverOn, expectedHandOverOn } = each;
      const { cause } = settle(each, today, fresh);
      if (expectedHandOverOn === undefined) assert.equal(cause, undefined);
      else if (handedOverOn !== undefined && handedOverOn <= expectedHandOverOn)
        assert.ok(!cause || cause === "transit");
    }),
  );
});

test("a further parcel opens a kept promise before its last day is over, and changes nothing afterwards unless the delivery was taken back", () => {
  const course = { ...unknown, latest: monday + 4 };
  const kept = { wasKept: true, isRetracted: false };
  assert.equal(settle(course, monday + 3, kept).status, "open");
  assert.deepEqual(settle(course, monday + 5, kept), { status: "kept", settledOn: undefined, cause: undefined });
  assert.equal(settle(course, monday + 5, { wasKept: true, isRetracted: true }).status, "missed");
});
