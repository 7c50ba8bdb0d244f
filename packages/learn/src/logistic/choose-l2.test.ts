import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { chooseL2 } from "./choose-l2.ts";

const random = seededRandom("choose-l2");
const rows = Array.from({ length: 120 }, () => Array.from({ length: 10 }, () => random.next()));
const noise = rows.map(() => random.int(2));
const signal = rows.map(([a]) => (a! + 0.2 * random.next() > 0.6 ? 1 : 0));
const x = matrixFromRows(rows);
const candidates = [0.01, 1, 100, 10_000];

test("labels without any pattern get a strong penalty, labels with a clear one a weak penalty", () => {
  assert.ok(chooseL2(x, noise, candidates, 5, 1).l2 >= 100);
  assert.ok(chooseL2(x, signal, candidates, 5, 1).l2 <= 1);
});

test("the seed determines the result, and candidates are reported in order", () => {
  const first = chooseL2(x, signal, candidates, 5, "seed");
  assert.deepEqual(chooseL2(x, signal, candidates, 5, "seed"), first);
  assert.deepEqual(
    first.candidates.map((candidate) => candidate.l2),
    candidates,
  );
  assert.equal(Math.min(...first.candidates.map((candidate) => candidate.logLoss)), lossOf(first, first.l2));
  assert.notEqual(lossOf(chooseL2(x, signal, candidates, 5, "other"), 1), lossOf(first, 1));
});

test("rows of one group stay together, so that a model is not praised for recognising them", () => {
  const shoppers = Array.from({ length: 30 }, (_, shopper) => ({
    shopper,
    label: random.int(2),
    mark: random.next() * 10,
  }));
  const visits = shoppers.flatMap((each) => [each, each, each, each]);
  // Sixteen waves over the mark: enough freedom to remember each shopper, and nothing to learn about another.
  const memory = matrixFromRows(
    visits.map(({ mark }) => Array.from({ length: 16 }, (_, k) => Math.sin((k + 1) * mark))),
  );
  const labels = visits.map(({ label }) => label);
  const groups = visits.map(({ shopper }) => shopper);
  const careless = chooseL2(memory, labels, [0.01, 1000], 5, 3);
  const careful = chooseL2(memory, labels, [0.01, 1000], 5, 3, { groups });
  assert.equal(careless.l2, 0.01);
  assert.equal(careful.l2, 1000);
});

test("a weight of 0 takes a row out of the loss", () => {
  const half = rows.map((_, i) => (i < 60 ? 1 : 0));
  const spoiled = signal.map((label, i) => (i < 60 ? label : 1 - label));
  assert.deepEqual(
    chooseL2(x, signal, [1], 3, 1, { weights: half, groups: [...rows.keys()] }),
    chooseL2(x, spoiled, [1], 3, 1, { weights: half, groups: [...rows.keys()] }),
  );
});

test("bad input is refused by name", () => {
  refuses("candidates", () => chooseL2(x, signal, [], 5, 1));
  refuses("candidates", () => chooseL2(x, signal, [Number.NaN], 5, 1));
  refuses("folds", () => chooseL2(x, signal, [1], 1, 1));
  refuses("folds", () => chooseL2(x, signal, [1], 5, 1, { groups: rows.map((_, i) => i % 2) }));
  refuses("y", () => chooseL2(x, [1], [1], 5, 1));
  refuses("options.groups", () => chooseL2(x, signal, [1], 5, 1, { groups: [1] }));
});

function lossOf(chosen: ReturnType<typeof chooseL2>, l2: number): number {
  return chosen.candidates.find((candidate) => candidate.l2 === l2)!.logLoss;
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
