import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { auc, aucWithInterval, pairedAucDifference } from "./auc.ts";

const scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.6, 0.4, 0.9, 0.2, 0.55, 0.7, 0.3];
const others = [0.2, 0.3, 0.5, 0.6, 0.9, 0.4, 0.4, 0.7, 0.1, 0.65, 0.3, 0.35];
const labels = [0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 1];

/*
 * Golden values from the defining double sums, not from ranks (python3, numpy 2.4, scipy 1.17):
 *   k = [[(x > z) + .5 * (x == z) for z in zeros] for x in ones]; auc = k.mean(); v10 = k.mean(1); v01 = k.mean(0)
 *   cov(p, q) = np.cov(p.v10, q.v10)[0, 1] / m + np.cov(p.v01, q.v01)[0, 1] / n
 *   interval: logit(auc) -+ norm.ppf(.975) * se / (auc * (1 - auc)), brought back
 */
test("AUC, DeLong's standard error and the logit interval agree with their definition, ties included", () => {
  const found = aucWithInterval(scores, labels);
  near(found.auc, 0.6944444444444444);
  near(found.standardError, 0.1657381543352922);
  near(found.lower, 0.32961969763008425);
  near(found.upper, 0.9130824894787651);
  assert.deepEqual([found.ones, found.zeros, found.level], [6, 6, 0.95]);
  assert.equal(auc(scores, labels), found.auc);
});

test("the paired difference agrees with its definition", () => {
  const found = pairedAucDifference(scores, others, labels);
  near(found.difference, -0.13888888888888895);
  near(found.standardError, 0.1511274500970605);
  near(found.lower, -0.43509324815450184);
  near(found.upper, 0.15731547037672394);
  near(found.first - found.second, found.difference);
});

const sample = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 4,
    maxLength: 40,
  })
  .map((rows) => [...rows, [1, 2, 0], [5, 4, 0], [3, 3, 1], [6, 1, 1]])
  .map((rows) => ({
    first: rows.map(([a]) => a!),
    second: rows.map(([, b]) => b!),
    labels: rows.map(([, , label]) => label!),
  }));

test("only the order of scores counts; turned around, the AUC is its complement", () => {
  fc.assert(
    fc.property(sample, ({ first, labels }) => {
      const plain = aucWithInterval(first, labels);
      const stretched = aucWithInterval(
        first.map((score) => Math.exp(score) - 40),
        labels,
      );
      near(stretched.auc, plain.auc);
      near(stretched.standardError, plain.standardError);
      const turned = aucWithInterval(
        first.map((score) => -score),
        labels,
      );
      near(turned.auc, 1 - plain.auc);
      near(turned.lower, 1 - plain.upper);
      assert.ok(plain.lower <= plain.auc && plain.auc <= plain.upper && plain.lower >= 0 && plain.upper <= 1);
    }),
  );
});

test("the order of rows does not matter, and a score against itself differs by exactly nothing", () => {
  fc.assert(
    fc.property(sample, ({ first, second, labels }) => {
      const plain = pairedAucDifference(first, second, labels);
      const back = pairedAucDifference(first.toReversed(), second.toReversed(), labels.toReversed());
      near(back.difference, plain.difference);
      near(back.standardError, plain.standardError);
      near(pairedAucDifference(second, first, labels).difference, -plain.difference);
      const same = pairedAucDifference(first, first, labels);
      assert.equal(same.difference, 0);
      near(same.standardError, 0);
    }),
  );
});

test("95 % intervals cover the true AUC in about 95 % of samples", () => {
  // One class exponential with rate 1, the other with rate 3: the first is larger with probability 3/4.
  const random = seededRandom("auc coverage");
  let covered = 0;
  for (let run = 0; run < 1000; run++) {
    const drawn = Array.from({ length: 60 }, (_, i) => ({
      label: i % 2,
      score: -Math.log(1 - random.next()) / (3 - 2 * (i % 2)),
    }));
    const found = aucWithInterval(
      drawn.map(({ score }) => score),
      drawn.map(({ label }) => label),
    );
    if (found.lower <= 0.75 && 0.75 <= found.upper) covered++;
  }
  assert.ok(covered > 930 && covered < 970, `covered ${covered} of 1000`);
});

test("a perfect order still has an honest lower end", () => {
  const found = aucWithInterval([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1]);
  assert.equal(found.auc, 1);
  assert.equal(found.upper, 1);
  near(found.lower, 0.025 ** (1 / 3));
});

test("bad input is refused by name", () => {
  refuses("scores", () => auc([], []));
  refuses("scores", () => auc([1, Number.NaN], [0, 1]));
  refuses("labels", () => auc([1, 2], [0]));
  refuses("labels", () => auc([1, 2], [0, 2]));
  refuses("labels", () => auc([1, 2], [1, 1]));
  refuses("labels", () => aucWithInterval([1, 2, 3], [0, 1, 1]));
  refuses("level", () => aucWithInterval(scores, labels, 95));
  refuses("second", () => pairedAucDifference(scores, others.with(3, Number.NaN), labels));
  refuses("labels", () => pairedAucDifference(scores, others.slice(1), labels));
});

function near(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) < 1e-12, `${found} is not ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
