import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { basketLog } from "./basket-log.ts";
import { meanGapDay } from "./mean-gap.ts";
import { replenishment } from "./replenishment.ts";
import { shrunkGap } from "./shrunk-gap.ts";

const now = 200;

/** Shoppers with gaps of their own length (about 8 to 40 days, each drawn around it); the truth is the first day from `now` on. */
function shop(shoppers: number) {
  const random = seededRandom("gaps");
  const histories: number[][][] = [];
  const days: number[][] = [];
  const truth: number[] = [];
  for (let shopper = 0; shopper < shoppers; shopper++) {
    const usual = 8 + 32 * random.next();
    let day = random.int(60);
    const own: number[] = [];
    while (day < now) {
      own.push(day);
      day += Math.max(1, Math.round(usual * (0.6 + 0.8 * random.next())));
    }
    truth.push(day);
    days.push(own);
    histories.push(own.map((_, k) => (k % 2 === 0 ? [0, 1] : [0])));
  }
  return { log: basketLog(histories, 3, days), truth };
}
const { log, truth } = shop(400);

test("the next purchase day is nearer than the mean gap's, and its interval holds what it states", () => {
  const model = replenishment(log, { now });
  let [error, meanGap, inside] = [0, 0, 0];
  for (const [shopper, day] of truth.entries()) {
    const due = model.nextPurchase(shopper)!;
    error += Math.abs(due.day - day);
    meanGap += Math.abs(meanGapDay(log, shopper, now) - day);
    if (due.lower <= day && day <= due.upper) inside++;
  }
  assert.ok(error < meanGap, `${error} against ${meanGap}`);
  const coverage = inside / truth.length;
  assert.ok(coverage > 0.75 && coverage < 0.97, `coverage ${coverage}`);
});

test("nothing is predicted before the day asked on, and the interval holds the day", () => {
  const model = replenishment(log, { now, horizon: 45 });
  for (let shopper = 0; shopper < log.shoppers; shopper++) {
    const due = model.nextPurchase(shopper)!;
    assert.ok(now <= due.lower && due.lower <= due.day && due.day <= due.upper && due.upper < now + 45);
    assert.ok(due.chance > 0 && due.chance <= 1);
  }
});

test("waiting far beyond the usual gap lowers the chance of a purchase within the horizon", () => {
  const random = seededRandom("leavers");
  // Half of these shoppers leave for good after a few weekly purchases.
  const days = Array.from({ length: 300 }, (_, shopper) => {
    const purchases = shopper % 2 === 0 ? 25 : 4 + random.int(10);
    return Array.from({ length: purchases }, (_, week) => 7 * week + random.int(3));
  });
  const model = replenishment(
    basketLog(
      days.map((own) => own.map(() => [0])),
      1,
      days,
    ),
    { now: 173, horizon: 30 },
  );
  const regular = model.nextPurchase(0)!;
  const gone = model.nextPurchase(days.findIndex((own) => own.length === 4))!;
  assert.ok(regular.chance > 0.9, `${regular.chance}`);
  assert.ok(gone.chance < 0.2, `${gone.chance}`);
});

test("an item bought every second time runs out later than one bought every time", () => {
  const model = replenishment(log, { now });
  let later = 0;
  for (let shopper = 0; shopper < log.shoppers; shopper++) {
    const [each, second] = [model.runOut(shopper, 0)!, model.runOut(shopper, 1)!];
    if (second.day >= each.day) later++;
  }
  assert.ok(later > 0.7 * log.shoppers, `${later} of ${log.shoppers}`);
  assert.equal(model.runOut(0, 2), undefined);
});

test("a shopper with one purchase is answered from all others; one without is not", () => {
  const two = basketLog([[[0], [0], [0]], [[0]], []], 1, [[0, 10, 20], [19], []]);
  const model = replenishment(two, { now: 21 });
  assert.ok(model.nextPurchase(1)!.day >= 21);
  assert.equal(model.nextPurchase(2), undefined);
});

test("what cannot be answered is refused by name", () => {
  const refused = (argument: string, run: () => unknown) =>
    assert.throws(run, (error) => error instanceof LearnError && error.argument === argument);
  refused("log", () => replenishment(basketLog([[[0], [0]]], 1)));
  refused("log", () => replenishment(basketLog([[[0]], [[0]]], 1, [[1], [2]])));
  refused("options.now", () => replenishment(log, { now: 100 }));
  refused("options.horizon", () => replenishment(log, { now, horizon: 0 }));
  refused("options.level", () => replenishment(log, { now, level: 1 }));
  refused("shopper", () => meanGapDay(basketLog([[[0]]], 1, [[1]]), 0, 5));
});

test("property: the shrunk gap lies between the prior and the gaps seen, and is the prior without any", () => {
  assert.equal(shrunkGap([4], 12, 2), 12);
  const gaps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 60 }), (seen, prior) => {
      const days = [0];
      for (const gap of seen) days.push(days.at(-1)! + gap);
      const found = shrunkGap(days, prior, 2);
      assert.ok(found >= Math.min(prior, ...seen) - 1e-9 && found <= Math.max(prior, ...seen) + 1e-9);
    }),
  );
});
