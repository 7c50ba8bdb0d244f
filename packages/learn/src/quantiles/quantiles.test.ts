import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import {
  bucketQuantiles,
  fitBucketQuantiles,
  fitLifeTable,
  lifeTableQuantile,
  survivalAt,
  weightedQuantile,
} from "./index.ts";

const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 30 });

test("the weighted quantile inverts the distribution", () => {
  // python3: [np.quantile([3, 1, 4, 1, 5, 9, 2, 6], q, method="inverted_cdf") for q in (.1, .25, .5, .9)]  (numpy 2.4)
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  assert.deepEqual(
    [0.1, 0.25, 0.5, 0.9].map((level) => weightedQuantile(values, level)),
    [1, 1, 3, 9],
  );
  fc.assert(
    fc.property(numbers, fc.constantFrom(0.1, 0.5, 0.9), (sample, level) => {
      const copies = sample.flatMap((value, i) => new Array<number>(1 + (i % 3)).fill(value));
      const weights = sample.map((_, i) => 1 + (i % 3));
      assert.equal(weightedQuantile(sample, level, weights), weightedQuantile(copies, level));
    }),
  );
});

test("buckets stand alone without shrinkage, and become the pool with ever more", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const buckets = values.map((_, i) => i % 3);
      // Levels that no count of rows here hits exactly, where a tie would be decided by the last digit.
      const options = { levels: [0.47, 0.93] };
      const alone = fitBucketQuantiles(buckets, values, options);
      const own = values.filter((_, i) => i % 3 === 0);
      assert.deepEqual(bucketQuantiles(alone, 0), [weightedQuantile(own, 0.47), weightedQuantile(own, 0.93)]);
      const flat = fitBucketQuantiles(buckets, values, { ...options, shrinkage: 1e9 });
      assert.deepEqual(bucketQuantiles(flat, 0), flat.pooled);
      assert.deepEqual(bucketQuantiles(flat, "never seen"), flat.pooled);
      assert.deepEqual(bucketQuantiles(flat, "constructor"), flat.pooled);
      const back = fitBucketQuantiles(buckets.toReversed(), values.toReversed(), { ...options, shrinkage: 2 });
      assert.deepEqual(
        bucketQuantiles(back, 0),
        bucketQuantiles(fitBucketQuantiles(buckets, values, { ...options, shrinkage: 2 }), 0),
      );
    }),
  );
});

test("a window keeps what lies outside from counting", () => {
  const window = { times: [0, 5, 10, 15], since: 5, before: 15 };
  const model = fitBucketQuantiles(["a", "a", "a", "a"], [1, 2, 3, 4], { levels: [0.1, 0.9], window });
  assert.deepEqual(bucketQuantiles(model, "a"), [2, 3]);
  assert.equal(model.rows, 2);
});

test("survival agrees with the published table of the 6-MP arm (Freireich et al. 1963; Kalbfleisch, Prentice 2002)", () => {
  const exits = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const observed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
  const table = fitLifeTable({ exits, observed });
  const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
  assert.deepEqual(table.ages, [6, 7, 10, 13, 16, 22, 23]);
  assert.deepEqual(table.atRisk, [21, 17, 15, 12, 11, 7, 6]);
  for (const [k, value] of published.entries()) assert.ok(Math.abs(table.survival[k]! - value) < 5.1e-4);
  assert.equal(survivalAt(table, 5.9), 1);
  assert.equal(survivalAt(table, 6), table.survival[0]);
  assert.equal(survivalAt(table, 100), table.survival.at(-1));
});

test("with everything observed it is the empirical distribution, and weights count as copies", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }), (exits) => {
      const observed = exits.map(() => 1);
      const table = fitLifeTable({ exits, observed });
      for (const age of [0, 3, 6, 12]) {
        const waiting = exits.filter((exit) => exit > age).length / exits.length;
        assert.ok(Math.abs(survivalAt(table, age) - waiting) < 1e-12);
      }
      for (const level of [0.1, 0.5, 0.9]) {
        assert.equal(lifeTableQuantile(table, level), weightedQuantile(exits, level));
      }
      const weights = exits.map((_, i) => 1 + (i % 2));
      const copies = exits.flatMap((exit, i) => new Array<number>(1 + (i % 2)).fill(exit));
      const weighted = fitLifeTable({ exits, observed, weights });
      const copied = fitLifeTable({ exits: copies, observed: copies.map(() => 1) });
      for (const [k, still] of copied.survival.entries()) assert.ok(Math.abs(weighted.survival[k]! - still) < 1e-12);
    }),
  );
});

test("open rows and a recent window leave the quantile where it is; finished rows alone would promise too much", () => {
  const random = seededRandom("parcels");
  const now = 100;
  const parcels = Array.from({ length: 20_000 }, () => {
    const sent = random.next() * now;
    return { sent, days: Math.ceil(-10 * Math.log(1 - random.next())) };
  });
  const known = parcels.filter((parcel) => parcel.sent + parcel.days <= now);
  const recent = known.filter((parcel) => parcel.sent > now - 20);
  const truth = weightedQuantile(
    parcels.map((parcel) => parcel.days),
    0.9,
  );
  assert.ok(
    weightedQuantile(
      recent.map((parcel) => parcel.days),
      0.9,
    ) <
      truth - 5,
  );
  const since = now - 20;
  const watched = parcels
    .map(({ sent, days }) => ({
      entry: Math.max(0, Math.floor(since - sent)),
      exit: Math.min(days, Math.floor(now - sent)),
      ended: sent + days <= now ? 1 : 0,
    }))
    .filter(({ entry, exit }) => exit >= entry);
  const table = fitLifeTable({
    exits: watched.map(({ exit }) => exit),
    observed: watched.map(({ ended }) => ended),
    entries: watched.map(({ entry }) => entry),
  });
  assert.ok(Math.abs(lifeTableQuantile(table, 0.9) - truth) <= 2, `${lifeTableQuantile(table, 0.9)} against ${truth}`);
});

test("what never ends does not stretch the quantile when a horizon is given", () => {
  const exits = [...Array.from({ length: 90 }, (_, i) => 1 + (i % 9)), ...new Array<number>(10).fill(60)];
  const observed = exits.map((exit) => (exit < 60 ? 1 : 0));
  const table = fitLifeTable({ exits, observed });
  assert.equal(lifeTableQuantile(table, 0.9, 30), 9);
  assert.equal(lifeTableQuantile(table, 0.5, 30), 5);
  assert.equal(lifeTableQuantile(table, 0.5, 0.5), Number.POSITIVE_INFINITY);
});

test("a prior fills in for few rows and fades with many", () => {
  const pool = fitLifeTable({ exits: [1, 2, 2, 3, 3, 4], observed: [1, 1, 1, 1, 1, 1] });
  const few = { exits: [4], observed: [1] };
  const strong = fitLifeTable(few, { table: pool, weight: 1e6 });
  for (const age of [1, 2, 3, 4]) assert.ok(Math.abs(survivalAt(strong, age) - survivalAt(pool, age)) < 1e-5);
  const none = fitLifeTable(few, { table: pool, weight: 0 });
  assert.equal(survivalAt(none, 3), 1);
  assert.equal(lifeTableQuantile(none, 0.5), 4);
});

test("bad input is refused by name", () => {
  refuses("values", () => weightedQuantile([], 0.5));
  refuses("level", () => weightedQuantile([1], 0));
  refuses("values", () => fitBucketQuantiles(["a"], [Number.NaN], { levels: [0.5] }));
  refuses("options.levels", () => fitBucketQuantiles(["a"], [1], { levels: [] }));
  refuses("options.window", () =>
    fitBucketQuantiles(["a"], [1], { levels: [0.5], window: { times: [0], since: 1, before: 2 } }),
  );
  refuses("exits", () => fitLifeTable({ exits: [], observed: [] }));
  refuses("exits", () => fitLifeTable({ exits: [1], observed: [1], entries: [2] }));
  refuses("observed", () => fitLifeTable({ exits: [1], observed: [2] }));
  refuses("observed", () => fitLifeTable({ exits: [1, 2], observed: [0, 0] }));
  refuses("prior.weight", () => {
    const table = fitLifeTable({ exits: [1], observed: [1] });
    fitLifeTable({ exits: [1], observed: [1] }, { table, weight: -1 });
  });
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
