import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import { ParcelFault, ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { assessCourse, type UnderWay } from "./assess-course.ts";
import type { Course, CourseParcel } from "./course.ts";
import { followUp, type Standing } from "./follow-up.ts";
import { usualSettings as settings } from "./settings.ts";
import { silentHours } from "./silent-hours.ts";

const monday = dayNumber("2026-03-02");
const local = (day: number, hour = 9) => ({ day: monday + day, hour });

const promise = { isVoid: false, arrivedOn: undefined, firstLatest: monday + 4, startsOn: monday, half: 2, mostly: 4 };
const course: Course = {
  ...{
    now: local(0),
    startedOn: monday,
    lane: "-|-|-|-",
    hasOccasion: false,
    isPickUp: false,
    statedWay: undefined,
    predicted: undefined,
  },
  ...{ promise, expectedHandOverOn: monday, parcels: [] },
};
const parcel: CourseParcel = {
  ...{ parcelId: "p", status: "in_transit", phase: 1, fault: undefined, handedOverOn: monday, deliveredOn: undefined },
  ...{ isFollowed: true, lastScan: local(0, 8), lastHeardOn: monday },
};

function kindOf(given: Partial<Course>, ...parcels: Partial<CourseParcel>[]) {
  const all = parcels.map((each, index) => ({ ...parcel, parcelId: `p${index}`, ...each }));
  const found = assessCourse({ ...course, parcels: all, ...given }, settings, undefined);
  return found.state === "ended" ? found.outcome : found.trouble?.kind;
}

test("a parcel on its way is no trouble; what its carrier says of trouble is, at once", () => {
  assert.equal(kindOf({}, {}), undefined);
  assert.equal(kindOf({}, { status: "buyer_action" }), "wrong-address");
  assert.equal(kindOf({}, { status: "attempt_failed" }), "attempt-failed");
  assert.equal(kindOf({}, { status: "lost", fault: "carrier" }), "lost");
  assert.equal(kindOf({}, { status: "damaged" }), "damaged");
  assert.equal(kindOf({}, { status: "refused" }), "returning");
  assert.equal(kindOf({}, { status: "returning", phase: 3 }), "returning");
  assert.equal(kindOf({}, { status: "customs" }), undefined, "it crosses a border");
});

test("silence of a parcel that is followed is trouble; of one that nobody follows it says nothing", () => {
  const later = { now: local(3, 12), promise: { ...promise, firstLatest: monday + 20 } };
  assert.equal(kindOf({ ...later, promise: undefined }, {}), "no-movement");
  assert.equal(kindOf({ ...later, promise }, {}), "no-movement");
  assert.equal(kindOf(later, {}), undefined, "there is time enough");
  assert.equal(kindOf(later, { isFollowed: false }), undefined);
  assert.equal(kindOf(later, { status: "customs" }), undefined);
  assert.equal(kindOf({ ...later, now: local(4, 12) }, { status: "customs" }), "customs");
  assert.equal(kindOf(later, { status: "pickup_ready" }), "held-for-pickup");
  assert.equal(kindOf({ ...later, isPickUp: true }, { status: "pickup_ready" }), undefined);
  assert.equal(kindOf({ now: local(6), isPickUp: true }, { status: "pickup_ready" }), undefined, "it is there");
  assert.equal(kindOf({ ...later, now: local(15) }, {}), "lost");
  assert.equal(kindOf({ ...later, now: local(15) }, { isFollowed: false }), undefined);
  assert.equal(kindOf({ ...later, now: local(36) }, { isFollowed: false }), "lost", "it should have come long ago");
});

test("an order is late as soon as that is likelier than not, earlier for an occasion, and surely once the day is over", () => {
  const stuck = { lastScan: local(1), lastHeardOn: monday + 1, status: "delayed", fault: "carrier" } as const;
  assert.equal(kindOf({ now: local(3) }, stuck), undefined);
  assert.equal(kindOf({ now: local(3), hasOccasion: true }, stuck), "late");
  assert.equal(kindOf({ now: local(4, 15) }, { lastScan: local(4) }), "late");
  assert.equal(kindOf({ now: local(5) }, { lastScan: local(5), status: "out_for_delivery" }), "late");
  assert.equal(kindOf({ now: local(5) }), "late", "nothing was handed over");
  assert.equal(kindOf({ now: local(5), promise: undefined }, { lastScan: local(5) }), undefined);
});

test("the worst of several parcels tells of an order, and it has arrived when all have", () => {
  const there = { status: "delivered", phase: 2, deliveredOn: monday + 2 } as const;
  assert.equal(kindOf({ now: local(2) }, there), "in-time");
  assert.equal(kindOf({ now: local(9) }, there, { ...there, deliveredOn: monday + 5 }), "late");
  assert.equal(kindOf({ now: local(1) }, there, { status: "damaged" }), "damaged");
  assert.equal(kindOf({ now: local(1) }, { status: "attempt_failed" }, { status: "lost" }), "lost");
  assert.equal(kindOf({ now: local(1), promise: { ...promise, isVoid: true } }, {}), "cancelled");
  assert.equal(kindOf({ promise: undefined }), "cancelled", "nothing to be watched");
});

test("what the retailer says of a service serves until something is known", () => {
  const slow = { statedWay: { half: 8, mostly: 12 }, promise: { ...promise, half: undefined, mostly: undefined } };
  const chance = (given: Partial<Course>) =>
    (assessCourse({ ...course, parcels: [parcel], ...given }, settings, undefined) as UnderWay).chanceLate!;
  assert.ok(chance({ ...slow, statedWay: undefined }) < 0.3 && chance(slow) > 0.8);
});

test("an order that was predicted by itself since its hand-over is believed before its lane", () => {
  const odds = Array.from({ length: 61 }, (_, day) => (day === 9 ? 4 : -9));
  const found = (handedOverOn: number) =>
    assessCourse({ ...course, parcels: [parcel], predicted: { handedOverOn, odds } }, settings, undefined) as UnderWay;
  assert.ok(found(monday).chanceLate! > 0.9 && found(monday).basis === "learned");
  assert.ok(found(monday - 1).chanceLate! > 0.9, "by the warehouse's clock");
  assert.equal(found(monday - 5).basis, "stated", "another hand-over");
});

test("hours of silence leave Sundays out", () => {
  assert.equal(silentHours(local(0, 9), local(1, 10)), 25);
  assert.equal(silentHours(local(4, 20), local(7, 8)), 4 + 24 + 8);
  assert.equal(silentHours(local(6, 3), local(6, 20)), 0);
  assert.equal(silentHours(local(3), local(1)), 0);
});

const courseOf = fc
  .record({
    now: fc.record({
      day: fc.integer({ min: monday, max: monday + 70 }),
      hour: fc.double({ min: 0, max: 23.9, noNaN: true }),
    }),
    hasOccasion: fc.boolean(),
    hasPromise: fc.boolean(),
    firstLatest: fc.integer({ min: monday, max: monday + 30 }),
    half: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
    expectedHandOverOn: fc.option(fc.integer({ min: monday, max: monday + 6 }), { nil: undefined }),
    parcels: fc.array(
      fc.record({
        status: fc.constantFrom(...ParcelStatus.options),
        phase: fc.integer({ min: 0, max: 4 }),
        fault: fc.option(fc.constantFrom(...ParcelFault.options), { nil: undefined }),
        handedOverOn: fc.option(fc.integer({ min: monday - 3, max: monday + 72 }), { nil: undefined }),
        deliveredOn: fc.option(fc.integer({ min: monday, max: monday + 70 }), { nil: undefined }),
        isFollowed: fc.boolean(),
        lastScan: fc.option(fc.record({ day: fc.integer({ min: monday - 3, max: monday + 72 }), hour: fc.nat(23) }), {
          nil: undefined,
        }),
        lastHeardOn: fc.option(fc.integer({ min: monday - 3, max: monday + 72 }), { nil: undefined }),
        parcelId: fc.uuid(),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ hasPromise, firstLatest, half, ...rest }): Course => {
    const told = half === undefined ? undefined : half + 3;
    return { ...course, ...rest, promise: hasPromise ? { ...promise, firstLatest, half, mostly: told } : undefined };
  });

test("whatever is told of an order, what is found can be written down: chances, and days in their order from today on", () => {
  fc.assert(
    fc.property(courseOf, (given) => {
      const found = assessCourse(given, settings, undefined);
      if (found.state === "ended") return;
      const { chanceLate = 0, chanceLost, earliest, latest, isOver } = found;
      for (const chance of [chanceLate, chanceLost]) assert.ok(chance >= 0 && chance <= 1, String(chance));
      assert.match(`${earliest} ${latest}`, /^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d$/);
      assert.ok(earliest <= latest);
      if (!isOver || given.parcels.some(({ status }) => status === "pickup_ready")) return;
      assert.equal(chanceLate, 1);
      assert.ok(found.trouble);
    }),
    { numRuns: 2_000 },
  );
});

const now = new Date("2026-03-06T09:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const nothing: Standing = {
  ...{ incident: undefined, dismissed: undefined, calmSince: undefined, promised: undefined, newsAt: undefined },
};
const fine: UnderWay = {
  ...{
    state: "under-way",
    chanceLate: 0.1,
    chanceLost: 0,
    earliest: "2026-03-06",
    latest: "2026-03-07",
    basis: "stated",
  },
  ...{ isOver: false, trouble: undefined },
};
const troubled = (kind: IncidentKind): UnderWay => ({
  ...{ ...fine, chanceLate: 0.7, latest: "2026-03-10" },
  trouble: {
    kind,
    parcelId: "p",
    fault: "carrier",
    because: [{ key: "delivery.because.silence", values: { days: 3 } }],
  },
});
const follow = (assessment: Parameters<typeof followUp>[0], standing: Partial<Standing>) =>
  followUp(assessment, { ...nothing, ...standing }, settings, now);

test("an incident is opened once, becomes graver and never lighter, and ends with the delivery", () => {
  assert.equal(follow(fine, {}).open, undefined);
  assert.equal(follow(troubled("late"), {}).open?.kind, "late");
  assert.equal(follow(troubled("late"), { incident: { kind: "late" } }).open, undefined);
  assert.equal(follow(troubled("lost"), { incident: { kind: "late" } }).worsen?.kind, "lost");
  assert.equal(follow(troubled("late"), { incident: { kind: "lost" } }).worsen, undefined);
  assert.equal(follow({ state: "ended", outcome: "in-time" }, { incident: { kind: "late" } }).close, "in-time");
  assert.equal(follow({ state: "ended", outcome: "late" }, {}).close, undefined);
});

test("an incident that looks unfounded is closed after a day of calm, not at the first hour of it", () => {
  const incident = { kind: "late" } as const;
  assert.deepEqual(follow(fine, { incident }).calmSince, now);
  assert.equal(follow(fine, { incident, calmSince: ago(23) }).close, undefined);
  assert.equal(follow(fine, { incident, calmSince: ago(24) }).close, "in-time");
  assert.equal(follow({ ...fine, chanceLate: 0.3 }, { incident, calmSince: ago(30) }).close, undefined);
  assert.equal(follow({ ...fine, chanceLate: 0.3 }, { incident, calmSince: ago(30) }).calmSince, undefined);
});

test("what a person has closed is opened again by news, or when it is worse", () => {
  const dismissed = { kind: "no-movement", at: ago(5) } as const;
  assert.equal(follow(troubled("no-movement"), { dismissed }).open, undefined);
  assert.equal(follow(troubled("no-movement"), { dismissed, newsAt: ago(9) }).open, undefined);
  assert.equal(follow(troubled("no-movement"), { dismissed, newsAt: ago(1) }).open?.kind, "no-movement");
  assert.equal(follow(troubled("lost"), { dismissed }).open?.kind, "lost");
});

test("a promise is revised once it is not believed, for a day at least, and not every hour", () => {
  const promised = { latest: "2026-03-08", revision: undefined };
  assert.equal(follow(fine, { promised }).revise, undefined, "a narrower window is no revision");
  assert.equal(follow(troubled("late"), { promised }).revise, "silence");
  assert.equal(follow(troubled("late"), { promised: { ...promised, latest: "2026-03-10" } }).revise, undefined);
  const revised = (hours: number, cause = "silence", latest = "2026-03-08") => ({
    latest,
    revision: { at: ago(hours), cause },
  });
  assert.equal(follow(troubled("late"), { promised: revised(3) }).revise, undefined);
  assert.equal(follow(troubled("late"), { promised: revised(3), newsAt: ago(1) }).revise, "silence");
  assert.equal(follow(troubled("late"), { promised: revised(7) }).revise, "silence");
  assert.equal(follow(troubled("late"), { promised: revised(7, "silence", "2026-03-10") }).revise, undefined);
  assert.equal(follow(troubled("late"), { promised: revised(7, "weather", "2026-03-10") }).revise, "silence");
  assert.equal(follow(fine, { promised: revised(7) }).revise, "silence", "good news after bad are news");
});

test("warnings count the tenths that the chance has reached, as long as the promise can be kept", () => {
  assert.equal(follow({ ...fine, chanceLate: 0.3 }, {}).warnings, 3);
  assert.equal(follow({ ...fine, chanceLate: 1 }, {}).warnings, 9);
  assert.equal(follow({ ...fine, chanceLate: 1, isOver: true }, {}).warnings, 0);
  assert.equal(follow({ ...fine, chanceLate: undefined }, {}).warnings, 0);
});
