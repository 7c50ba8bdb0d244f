import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { elapsedAt } from "./budget-period.ts";
import { shareBehind } from "./rhythm.ts";

const period = { startsAt: new Date("2026-02-28T23:00:00Z"), endsAt: new Date("2026-03-31T22:00:00Z") };
const length = period.endsAt.getTime() - period.startsAt.getTime();
const at = (share: number) => new Date(period.startsAt.getTime() + share * length);
const weights = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 168, maxLength: 168 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test("decisions go from none to all of them while a period passes, and never back", () => {
  fc.assert(
    fc.property(weights, share, share, (rhythm, one, other) => {
      const behind = (part: number) => shareBehind(at(part), period, rhythm);
      assert.ok(Math.abs(behind(0)) < 1e-9 && Math.abs(behind(1) - 1) < 1e-9);
      assert.ok(behind(Math.min(one, other)) <= behind(Math.max(one, other)) + 1e-12);
    }),
  );
  assert.equal(shareBehind(new Date(0), period, null), 0);
  assert.equal(shareBehind(new Date("2027-01-01"), period, new Array(168).fill(1)), 1);
});

test("without a rhythm, or with an even one, they go with the time", () => {
  fc.assert(
    fc.property(share, (part) => {
      const time = elapsedAt(at(part), period);
      assert.ok(Math.abs(shareBehind(at(part), period, new Array(168).fill(3)) - time) < 1e-6);
      assert.equal(shareBehind(at(part), period, null), time);
    }),
  );
});

test("in hours in which nobody comes, nothing is planned to be spent", () => {
  // 1970 began on a Thursday at midnight: the shop is open from 8 to 20.
  const rhythm = Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 8 && hour % 24 < 20 ? 100 : 0.001));
  const behind = (time: string) => shareBehind(new Date(`2026-03-10T${time}Z`), period, rhythm);
  assert.ok(behind("07:00:00") - behind("00:00:00") < 1e-4);
  assert.ok(Math.abs((behind("20:00:00") - behind("08:00:00")) * 31 - 1) < 0.01);
});
