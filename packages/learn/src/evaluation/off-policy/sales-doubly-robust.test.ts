import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../../errors/index.ts";
import { type Matrix, matrixFromRows } from "../../matrix/index.ts";
import { choose } from "../../policy/index.ts";
import { seededRandom } from "../../random/index.ts";
import {
  crossFittedSales,
  doublyRobust,
  type LoggedSales,
  marginLog,
  policyOfActions,
  type SalesPredictions,
  salesDoublyRobust,
} from "./index.ts";

const economics = { rate: [0.4, 0.2], contact: [0, 0.1] };
const even = matrixFromRows(Array.from({ length: 4 }, () => [0.5, 0.5]));
const log: LoggedSales = { action: [0, 1, 0, 1], amount: [0, 30, 20, 0], propensities: even };
const target = policyOfActions([0, 1, 1, 0], 2);
const predictions: SalesPredictions = {
  purchase: matrixFromRows(Array.from({ length: 4 }, () => [0.25, 0.75])),
  amount: [10, 20, 16, 20],
};
const any = { economics, leastEffectiveSample: 0 };

test("purchases are corrected by the row's own action, amounts by buyers of every action", () => {
  const result = salesDoublyRobust(log, target, predictions, any);
  assert.ok(result.kind === "estimate" && result.ownAmounts === 0);
  const direct = [0.25 * 10 * 0.4, 0.75 * 20 * 0.2 - 0.1, 0.75 * 16 * 0.2 - 0.1, 0.25 * 20 * 0.4];
  // Rows 0 and 1 had what the policy would do, at a weight of 2.
  const purchases = 2 * 0.4 * 10 * (0 - 0.25) + 2 * 0.2 * 20 * (1 - 0.75);
  // Buyers are rows 1 and 2; half of all rows alike would buy in the log, three quarters under the policy, at a rate of 0.2.
  const amounts = (30 - 20 + (20 - 16)) * ((0.75 * 0.2) / 0.5);
  close(result.value, (sum(direct) + purchases + amounts) / 4);
});

test("with amounts foretold exactly it is doubly robust", () => {
  const exact = { ...predictions, amount: [10, 30, 20, 20] };
  const margins = matrixFromRows(
    exact.amount.map((each) => [0.25 * each * 0.4, 0.75 * each * 0.2 - 0.1] as [number, number]),
  );
  const plain = doublyRobust(marginLog(log, economics), target, margins, { leastEffectiveSample: 0 });
  const found = salesDoublyRobust(log, target, exact, any);
  assert.ok(plain.kind === "estimate" && found.kind === "estimate");
  close(found.value, plain.value);
  close(found.standardError, plain.standardError);
});

test("where amounts do not hang on the action it errs less than doubly robust, and its interval still covers", () => {
  const { errors, covered, plain } = replay(60, [1, 1]);
  assert.ok(errors < 0.9 * plain, `${errors} against ${plain}`);
  assert.ok(covered >= 53, `${covered} of 60`);
});

test("where they do, each action's own buyers speak and it stays as good", () => {
  const { errors, covered, plain, own } = replay(60, [1, 1.6]);
  assert.ok(own > 0.6, `${own}`);
  assert.ok(errors < 1.15 * plain, `${errors} against ${plain}`);
  assert.ok(covered >= 52, `${covered} of 60`);
});

test("predictions never use the row itself, and are chances and amounts", () => {
  const { x, log: drawn } = draw("folds", [1, 1]);
  const before = crossFittedSales(x, drawn);
  const amount = Float64Array.from(drawn.amount);
  const buyer = amount.findIndex((each) => each > 0);
  amount[buyer]! *= 100;
  const after = crossFittedSales(x, { ...drawn, amount });
  assert.equal(after.amount[buyer], before.amount[buyer]);
  assert.notDeepEqual([...Array.from(after.amount)], [...Array.from(before.amount)]);
  assert.ok(before.purchase.values.every((p) => p > 0 && p <= 1));
  assert.ok(Array.from(before.amount).every((each) => each > 0));
});

test("poor overlap is refused, bad input named", () => {
  const never = salesDoublyRobust(log, target, predictions, { economics });
  assert.ok(never.kind === "refused" && never.reason === "effective-sample");
  const value = (part: Partial<LoggedSales>) => () => salesDoublyRobust({ ...log, ...part }, target, predictions, any);
  refuses("log.amount", value({ amount: [0, -1, 20, 0] }));
  refuses("log.amount", value({ amount: [0, Number.NaN, 20, 0] }));
  refuses("log.amount", value({ amount: [] }));
  refuses("log.action", value({ action: [0, 2, 0, 1] }));
  refuses("log.action", value({ action: [0, 1] }));
  refuses("log.propensities", value({ propensities: matrixFromRows([[1, 0]]) }));
  refuses("log.propensities", value({ propensities: matrixFromRows(Array.from({ length: 4 }, () => [1, 0])) }));
  refuses("target", () => salesDoublyRobust(log, policyOfActions([0, 1], 2), predictions, any));
  refuses("predictions.amount", () => salesDoublyRobust(log, target, { ...predictions, amount: [1] }, any));
  const wild = { ...predictions, purchase: matrixFromRows(Array.from({ length: 4 }, () => [0.5, 1.5])) };
  refuses("predictions.purchase", () => salesDoublyRobust(log, target, wild, any));
  refuses("economics.rate", () =>
    salesDoublyRobust(log, target, predictions, { ...any, economics: { rate: [1], contact: [0, 0] } }),
  );
  refuses("log.amount", () => crossFittedSales(even, { ...log, amount: [1, 1] }));
});

/** Mean absolute errors over redrawn logs. `factors`: what each action does to the amount of a purchase. */
function replay(runs: number, factors: readonly [number, number]) {
  let errors = 0;
  let plain = 0;
  let covered = 0;
  let own = 0;
  for (let run = 0; run < runs; run++) {
    const { x, log: drawn, target: policy, truth } = draw(`run ${run}`, factors);
    const found = salesDoublyRobust(drawn, policy, crossFittedSales(x, drawn), { economics });
    const zero: Matrix = { rows: x.rows, columns: 2, values: new Float64Array(2 * x.rows) };
    const other = doublyRobust(marginLog(drawn, economics), policy, zero);
    assert.ok(found.kind === "estimate" && other.kind === "estimate");
    errors += Math.abs(found.value - truth) / runs;
    plain += Math.abs(other.value - truth) / runs;
    covered += Number(found.lower <= truth && truth <= found.upper);
    own += found.ownAmounts! / runs;
  }
  return { errors, plain, covered, own };
}

/** Most rows buy, and amounts vary widely, so that how much is most of the noise. */
function draw(seed: string, factors: readonly [number, number]) {
  const random = seededRandom(seed);
  const rows: number[][] = [];
  const action: number[] = [];
  const amount: number[] = [];
  const shares: number[][] = [];
  const wanted: number[] = [];
  let truth = 0;
  const n = 1500;
  for (let i = 0; i < n; i++) {
    const x = random.next();
    const skewed = [0.7 - 0.4 * x, 0.3 + 0.4 * x];
    const taken = choose(skewed, random.next());
    const chance = [0.6, 0.7 + 0.2 * x];
    const mean = 20 + 10 * x;
    rows.push([x]);
    action.push(taken);
    shares.push(skewed);
    amount.push(random.next() < chance[taken]! ? -mean * factors[taken]! * Math.log(1 - random.next()) : 0);
    wanted.push(x > 0.5 ? 1 : 0);
    const best = wanted[i]!;
    truth += (chance[best]! * mean * factors[best]! * economics.rate[best]! - economics.contact[best]!) / n;
  }
  const drawn: LoggedSales = { action, amount, propensities: matrixFromRows(shares) };
  return { x: matrixFromRows(rows), log: drawn, target: policyOfActions(wanted, 2), truth };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${actual} instead of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
