import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { dayGone, fromHandOver, remaining, statusOdds, usualWay } from "./index.ts";
import { type StateCount, shrinkHours, shrinkStates, shrinkWays, type WayCount } from "./shrink-ways.ts";

const monday = dayNumber("2026-11-23");

/** Parcels of a lane of which each day this share of those left arrives. */
function ways(lane: string, parcels: number, share: number): WayCount[] {
  const counts: WayCount[] = [];
  let left = parcels;
  for (let age = 0; age <= 20 && left > 0; age++) {
    const arrived = Math.round(left * share);
    counts.push({ lane, service: lane.split("|")[0]!, age, weekday: 1 + (age % 5), atRisk: left, arrived });
    left -= arrived;
  }
  return counts;
}

function tablesOf(counts: readonly WayCount[], states: readonly StateCount[] = []) {
  const tables = shrinkWays(counts, monday);
  return { ...tables, cells: shrinkStates(states, tables), hours: shrinkHours([]) };
}

const late = (tables: Parameters<typeof fromHandOver>[0], lane: string, until: number) => {
  const { odds } = fromHandOver(tables, lane, monday, usualWay);
  return remaining({ odds, age: 0, heardAge: 0, dayGone: 0, state: () => ({ today: 0, next: 0, lost: 0 }) }).chanceLate(
    until,
  );
};

test("a lane with many parcels speaks for itself, one with few for its service, a new service for all", () => {
  const tables = tablesOf([
    ...ways("fast|main|DE|10", 5_000, 0.6),
    ...ways("fast|main|DE|20", 20, 0.05),
    ...ways("slow|main|DE|10", 5_000, 0.1),
  ]);
  assert.ok(late(tables, "fast|main|DE|10", 1) < 0.25, "its own");
  const [few, service] = [late(tables, "fast|main|DE|20", 1), late(tables, "fast|main|DE|99", 1)];
  assert.equal(few, service);
  assert.ok(service < 0.3);
  const other = late(tables, "other|-|-|-", 1);
  assert.ok(other > service && other < late(tables, "slow|-|-|-", 1));
});

test("tables of whatever was counted hold odds, and without anything counted they are what is stated", () => {
  assert.ok(Math.abs(late(tablesOf([]), "-|-|-|-", 3) - late(undefined, "-|-|-|-", 3)) < 1e-9);
  const way = fc
    .record({
      lane: fc.constantFrom("a|-|-|-", "b|-|-|-"),
      age: fc.integer({ min: -1, max: 80 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      atRisk: fc.nat(10_000),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, ...rest }) => ({ ...rest, service: rest.lane[0]!, arrived: Math.floor(rest.atRisk * share) }));
  fc.assert(
    fc.property(fc.array(way, { maxLength: 40 }), (counted) => {
      const { all, services, lanes, weekdays } = shrinkWays(counted, monday);
      const odds = [all, weekdays, ...Object.values(services), ...Object.values(lanes)].flat();
      assert.ok(odds.every((each) => Number.isFinite(each)));
      assert.ok(weekdays.every((each) => Math.abs(each) <= 4));
    }),
  );
});

test("a state that history knows is believed as far as it was seen", () => {
  const days = { silentDays: 0, age: 2, weekday: 2, nextAtRisk: 0, nextArrived: 0 };
  const count = { ...days, lane: "a|-|-|-", matured: 500, lost: 0 };
  const tables = tablesOf(ways("a|-|-|-", 1_000, 0.3), [
    { ...count, status: "out_for_delivery", atRisk: 1_000, arrived: 950 },
    { ...count, status: "customs", atRisk: 2, arrived: 2, matured: 2 },
    { ...count, status: "in_transit", silentDays: 9, atRisk: 100, arrived: 0, matured: 100, lost: 100 },
  ]);
  assert.ok(statusOdds(tables, "out_for_delivery", 0).today > 2.5);
  const [customs, stated] = [statusOdds(tables, "customs", 0), statusOdds(undefined, "customs", 0)];
  assert.ok(Math.abs(customs.today - stated.today) < 0.3);
  assert.ok(statusOdds(tables, "in_transit", 10).lost > 0.5);
  assert.deepEqual(statusOdds(tables, "delayed", 1), statusOdds(undefined, "delayed", 1));
});

test("the day is over when nothing more comes, by the hours in which things came", () => {
  for (const [hour, gone] of [
    [0, 0],
    [8, 0],
    [14, 0.5],
    [20, 1],
    [24, 1],
  ] as const)
    assert.ok(Math.abs(dayGone(undefined, hour) - gone) < 1e-9, `${hour}`);
  const nights = { ...tablesOf([]), hours: shrinkHours(Array.from({ length: 24 }, () => 1_000)) };
  assert.ok(Math.abs(dayGone(nights, 6.5) - 6.5 / 24) < 0.01);
  const counts = fc.array(fc.nat(1_000), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(counts, (arrived) => {
      const tables = { ...nights, hours: shrinkHours(arrived) };
      let before = 0;
      for (let hour = 0; hour <= 24; hour += 0.25) {
        const gone = dayGone(tables, hour);
        assert.ok(gone >= before - 1e-12 && gone <= 1);
        before = gone;
      }
      assert.ok(before > 1 - 1e-9);
    }),
  );
});
