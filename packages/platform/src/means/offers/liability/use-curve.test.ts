import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { useCurve, type WatchedFor } from "./use-curve.ts";

test("offers that were all watched to their end give the plain share that was used", () => {
  const curve = useCurve([
    { days: 3, offers: 10, used: 10 },
    { days: 30, offers: 90, used: 20 },
  ]);
  assert.equal(curve.watched, 100);
  assert.ok(Math.abs(curve.chance(0, 30)!.value - 0.3) < 1e-12);
  // Who got past the third day is used less often: 20 of 90.
  assert.ok(Math.abs(curve.chance(4, 30)!.value - 2 / 9) < 1e-12);
});

test("offers that still run count for the days they were watched and no more", () => {
  const curve = useCurve([
    { days: 2, offers: 100, used: 10 },
    { days: 10, offers: 100, used: 50 },
  ]);
  // 10 of 200 on the second day; of the 100 that were watched longer, half on the tenth.
  assert.ok(Math.abs(curve.chance(0, 10)!.value - (1 - 0.95 * 0.5)) < 1e-12);
});

test("too few offers say nothing, and none used says no more than how often it could be at most", () => {
  assert.equal(useCurve([{ days: 30, offers: 19, used: 5 }]).chance(0, 30), undefined);
  const { value, low, high } = useCurve([{ days: 30, offers: 59, used: 0 }]).chance(0, 30)!;
  assert.deepEqual([value, low], [0, 0]);
  assert.ok(Math.abs(high - 0.05) < 0.002);
});

test("a chance lies in its interval, within 0 and 1, and grows with the days that are left", () => {
  const day = fc
    .record({
      days: fc.nat(30),
      offers: fc.integer({ min: 1, max: 60 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ days, offers, share }): WatchedFor => ({ days, offers, used: Math.floor(offers * share) }));
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), fc.nat(30), fc.nat(30), (watched, from, more) => {
      const curve = useCurve(watched);
      const chance = curve.chance(from, from + more);
      if (!chance) return;
      assert.ok(0 <= chance.low && chance.low <= chance.value + 1e-12);
      assert.ok(chance.value <= chance.high + 1e-12 && chance.high <= 1);
      assert.ok(curve.chance(from, from + more + 1)!.value >= chance.value - 1e-12);
    }),
  );
});

test("the interval covers the true share in at least 93 of 100 samples", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const worlds = 1_000;
  let covered = 0;
  for (let world = 0; world < worlds; world++) {
    const watched = Array.from({ length: 120 }, (): WatchedFor => {
      const usedOn = random() < 0.25 ? Math.floor(random() * 30) : undefined;
      const watchedFor = Math.floor(random() * 60);
      if (usedOn !== undefined && usedOn <= Math.min(29, watchedFor)) return { days: usedOn, offers: 1, used: 1 };
      return { days: Math.min(29, watchedFor), offers: 1, used: 0 };
    });
    const { low, high } = useCurve(watched).chance(0, 29)!;
    if (low <= 0.25 && 0.25 <= high) covered += 1;
  }
  assert.ok(covered / worlds >= 0.93, `${covered} of ${worlds}`);
});
