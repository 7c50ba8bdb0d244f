import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { daysWithin } from "./days-within.ts";

const days = fc.array(fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }), { minLength: 1, maxLength: 300 });
const countsOf = (taken: readonly (number | undefined)[]) =>
  new Map([...Map.groupBy(taken, (one) => one)].map(([one, all]) => [one, all.length]));

test("a share arrived within the days said, not a day less, and the interval holds them", () => {
  fc.assert(
    fc.property(days, fc.constantFrom(0.5, 0.9), (taken, share) => {
      const found = daysWithin(countsOf(taken), share);
      const arrivedBy = (day: number) => taken.filter((one) => one !== undefined && one <= day).length;
      if (found === undefined) {
        assert.ok(arrivedBy(30) < Math.max(1, Math.ceil(taken.length * share)));
        return;
      }
      const { value, low, high } = found;
      assert.ok(arrivedBy(value) >= taken.length * share);
      assert.ok(value === 0 || arrivedBy(value - 1) < Math.max(1, Math.ceil(taken.length * share)));
      assert.ok(low <= value && (high === undefined || value <= high));
    }),
  );
});

test("one more that never arrives never makes a carrier look quicker", () => {
  fc.assert(
    fc.property(days, fc.constantFrom(0.5, 0.9), (taken, share) => {
      const [before, after] = [daysWithin(countsOf(taken), share), daysWithin(countsOf([...taken, undefined]), share)];
      if (after !== undefined) assert.ok(before !== undefined && before.value <= after.value);
    }),
  );
});

test("the interval holds the true median about as often as it says", () => {
  // A linear congruential generator: the same every time.
  let seed = 7;
  const draw = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * 21);
  };
  let held = 0;
  for (let run = 0; run < 2_000; run++) {
    const found = daysWithin(countsOf(Array.from({ length: 80 }, draw)), 0.5);
    if (found !== undefined && found.low <= 10 && (found.high ?? 99) >= 10) held++;
  }
  assert.ok(held >= 1_900, String(held));
});

test("of nothing there are no days", () => {
  assert.equal(daysWithin(new Map(), 0.5), undefined);
  assert.equal(daysWithin(new Map([[undefined, 9]]), 0.5), undefined);
});
