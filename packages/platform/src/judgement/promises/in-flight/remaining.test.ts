import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { fromHandOver, remaining, statusOdds, type UnderWay, usualWay } from "./index.ts";

const monday = dayNumber("2026-11-23");
const usual = fromHandOver(undefined, "-|-|-|-", monday, usualWay).odds;

const odds = fc.array(fc.double({ min: -8, max: 4, noNaN: true }), { minLength: 61, maxLength: 61 });
const status = fc.constantFrom(...ParcelStatus.options);
const parcel = fc
  .record({
    odds,
    status,
    heardAge: fc.nat(50),
    silent: fc.nat(20),
    dayGone: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ odds, status, heardAge, silent, dayGone }) => underWay(status, heardAge, heardAge + silent, dayGone, odds));

function underWay(status: ParcelStatus, heardAge: number, age: number, dayGone = 0, odds = usual): UnderWay {
  return { odds, age, heardAge, dayGone, state: (at) => statusOdds(undefined, status, Math.max(0, at - heardAge)) };
}

test("the window holds today at the earliest, ends after it begins, and chances are chances that fall with time", () => {
  fc.assert(
    fc.property(parcel, (one) => {
      const { earliest, latest, chanceLost, chanceLate } = remaining(one);
      assert.ok(one.age <= earliest && earliest <= latest);
      assert.ok(chanceLost >= 0 && chanceLost <= 1);
      let before = 1 + 1e-9;
      for (let until = one.age - 1; until < 70; until++) {
        const late = chanceLate(until);
        assert.ok(late >= 0 && late <= before, `${late} after ${before}`);
        before = late + 1e-9;
      }
      assert.ok(Math.abs(chanceLate(70) - chanceLost) < 1e-9, "what comes at all has come by then");
    }),
    { numRuns: 1_000 },
  );
});

test("while nobody says anything the window never narrows, and its first day never comes nearer than it was", () => {
  fc.assert(
    fc.property(odds, status, fc.nat(40), fc.nat(15), (odds, status, heardAge, days) => {
      let before = { earliest: 0, width: 0 };
      for (let age = heardAge; age <= heardAge + days; age++) {
        for (const dayGone of [0, 0.4, 1]) {
          const { earliest, latest } = remaining(underWay(status, heardAge, age, dayGone, odds));
          assert.ok(earliest >= before.earliest);
          assert.ok(latest - earliest >= before.width, `${latest - earliest} < ${before.width} on day ${age}`);
          before = { earliest, width: latest - earliest };
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

test("a state that speaks for arriving never makes being late likelier than one that speaks against it", () => {
  const state = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(odds, fc.nat(30), fc.nat(30), state, state, (odds, age, until, one, other) => {
      const late = (delta: number) =>
        remaining({
          odds,
          age,
          heardAge: age,
          dayGone: 0,
          state: () => ({ today: delta, next: delta, lost: 0 }),
        }).chanceLate(age + until);
      assert.ok(late(Math.max(one, other)) <= late(Math.min(one, other)) + 1e-9);
    }),
  );
});

test("of a usual parcel: two days are likely, a van today means today, and silence for a week speaks of a loss", () => {
  const fresh = remaining(underWay("in_transit", 0, 0));
  assert.ok(fresh.chanceLate(2) > 0.3 && fresh.chanceLate(2) < 0.7, String(fresh.chanceLate(2)));
  assert.ok(fresh.chanceLate(7) < 0.15);
  const van = remaining(underWay("out_for_delivery", 2, 2));
  assert.ok(van.chanceLate(2) < 0.3 && van.chanceLate(2) < remaining(underWay("in_transit", 2, 2)).chanceLate(2) / 2);
  const silent = remaining(underWay("in_transit", 1, 10));
  assert.ok(silent.chanceLost > fresh.chanceLost + 0.05);
  assert.equal(silent.chanceLate(9), 1, "what was due yesterday and has not come is late");
});

test("few parcels come on Sundays, and in the evening no more come on the same day", () => {
  const friday = monday - 3;
  const weekend = fromHandOver(undefined, "-|-|-|-", friday, usualWay).odds;
  const on = (age: number, gone = 0) => {
    const { chanceLate } = remaining(underWay("in_transit", age, age, gone, weekend));
    return 1 - chanceLate(age);
  };
  assert.ok(on(2) < on(1) / 5, "Sunday");
  assert.ok(on(3, 1) < 1e-9);
  assert.ok(on(3, 0.5) < on(3));
});

test("a way of which two numbers are told has half of the parcels by the one, and nine in ten by the other", () => {
  const days = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(days, days, (half, more) => {
      const stated = { half, mostly: half + 1 + more };
      // On weekdays alone: the tables know of Sundays.
      const week = fromHandOver(undefined, "-|-|-|-", monday, stated).odds.map((each, day) => each - sunday(day));
      const { chanceLate } = remaining({
        odds: week,
        age: 0,
        heardAge: 0,
        dayGone: 0,
        state: () => ({ today: 0, next: 0, lost: 0 }),
      });
      assert.ok(1 - chanceLate(half) >= 0.49, `${1 - chanceLate(half)} by day ${half}`);
      const mostly = 1 - chanceLate(stated.mostly);
      assert.ok(mostly >= 0.89 && mostly <= 0.97, `${mostly} by day ${stated.mostly}`);
    }),
  );
});

const sunday = (day: number) => [0, 0, 0, 0, 0, -0.5, -3][day % 7]!;
