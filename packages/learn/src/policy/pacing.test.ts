import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { exactBudgetLp } from "./budget/index.ts";
import { pace, startPacing } from "./pacing.ts";

const horizon = 5000;
const budget = 500;
const options = { budget, horizon, usualValue: 1, usualCost: 1 };

test("without knowing what is to come, nearly as much value as the best plan in hindsight, never over budget", () => {
  const { value, cost } = arrivals(() => 1);
  const paced = replay(value, cost);
  const hindsight = exactBudgetLp(value, cost, budget).value;
  assert.ok(paced.spent <= budget);
  assert.ok(paced.value >= 0.95 * hindsight, `${paced.value} of ${hindsight}`);
});

test("under drift the budget lasts, where first come first served would have spent it by then", () => {
  const { value, cost } = arrivals((t) => (t < horizon / 2 ? 0.5 : 1.5));
  const paced = replay(value, cost);
  const greedy = firstCome(value, cost);
  assert.ok(paced.spent <= budget && paced.spent >= 0.9 * budget);
  assert.ok(paced.value >= 1.5 * greedy.value, `${paced.value} against ${greedy.value}`);
});

test("its memory is plain data", () => {
  const { pacing } = pace(startPacing(options), [0, 2], [0, 1]);
  const copied = JSON.parse(JSON.stringify(pacing)) as typeof pacing;
  assert.deepEqual(pace(copied, [0, 0.1], [0, 1]), pace(pacing, [0, 0.1], [0, 1]));
  assert.equal(pacing.spent, 1);
  assert.equal(pacing.decisions, 1);
});

test("bad input is refused by name", () => {
  refuses("options.budget", () => startPacing({ ...options, budget: 0 }));
  refuses("options.horizon", () => startPacing({ ...options, horizon: 1.5 }));
  refuses("options.usualCost", () => startPacing({ ...options, usualCost: 0 }));
  refuses("options.price", () => startPacing({ ...options, price: -1 }));
  const pacing = startPacing(options);
  refuses("values", () => pace(pacing, [], []));
  refuses("costs", () => pace(pacing, [1, 2], [0]));
  refuses("costs", () => pace(pacing, [1, 2], [0, -1]));
  refuses("costs", () => pace({ ...pacing, spent: budget }, [1, 2], [1, 2]));
});

function arrivals(drift: (t: number) => number): { value: Matrix; cost: Matrix } {
  const random = seededRandom("arrivals");
  const table = (of: (t: number, a: number) => number): Matrix => ({
    rows: horizon,
    columns: 3,
    values: Float64Array.from({ length: horizon * 3 }, (_, p) => (p % 3 === 0 ? 0 : of(Math.floor(p / 3), p % 3))),
  });
  return {
    value: table((t, a) => drift(t) * a * random.next()),
    cost: table((_, a) => a * (0.5 + random.next() / 2)),
  };
}

function replay(value: Matrix, cost: Matrix) {
  let pacing = startPacing(options);
  let total = 0;
  for (let t = 0; t < horizon; t++) {
    const values = value.values.subarray(t * 3, t * 3 + 3);
    const decided = pace(pacing, values, cost.values.subarray(t * 3, t * 3 + 3));
    pacing = decided.pacing;
    total += values[decided.action]!;
  }
  return { value: total, spent: pacing.spent };
}

/** What is best for each, as long as there is money. */
function firstCome(value: Matrix, cost: Matrix) {
  let [total, spent] = [0, 0];
  for (let t = 0; t < horizon; t++) {
    const values = Array.from(value.values.subarray(t * 3, t * 3 + 3));
    const best = values.indexOf(Math.max(...values));
    if (spent + cost.values[t * 3 + best]! > budget) continue;
    spent += cost.values[t * 3 + best]!;
    total += values[best]!;
  }
  return { value: total };
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
