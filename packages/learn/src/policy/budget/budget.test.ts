import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../../errors/index.ts";
import type { Matrix } from "../../matrix/index.ts";
import { seededRandom } from "../../random/index.ts";
import { budgetPlan, constrainedPlan, exactBudgetLp } from "./index.ts";

// The same problem as in goldens.py, which printed the expected optima: python3 goldens.py
const rows = 40;
const columns = 3;
const table = (of: (row: number, action: number) => number): Matrix => ({
  rows,
  columns,
  values: Float64Array.from({ length: rows * columns }, (_, place) => of(Math.floor(place / columns), place % columns)),
});
const value = table((i, a) => (a === 0 ? 0 : ((i * 7 + a * 5) % 13) / 3 + a / 10));
const cost = table((i, a) => (a === 0 ? 0 : (((i * 5 + a * 3) % 7) + 1) / 2));
const visits = table((i, a) => (a === 2 ? ((i * 3) % 5) / 5 : 0));

test("the hull's greedy reaches the linear program's optimum and price", () => {
  for (const [budget, optimum, price] of [
    [20, 62.68888888888891, 1.84444444444444],
    [35, 83.97777777777779, 1.17777777777777],
  ] as const) {
    const lp = exactBudgetLp(value, cost, budget);
    close(lp.value, optimum);
    close(lp.price, price);
    close(lp.spend, budget);
  }
});

test("a plan by prices keeps the budget and lies within one step of the linear program", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 5 }), (seed, n, k) => {
      const random = seededRandom(seed);
      const draw = (scale: number, first: number): Matrix => ({
        rows: n,
        columns: k,
        // Coarse numbers, so that ties and dominated actions abound.
        values: Float64Array.from({ length: n * k }, (_, p) =>
          p % k === 0 ? first : Math.floor(random.next() * 8) * scale,
        ),
      });
      const v = draw(0.5, 0);
      const c = draw(0.25, 0);
      const budget = random.next() * n;
      const lp = exactBudgetLp(v, c, budget);
      const plan = budgetPlan(v, c, budget);
      assert.ok(plan.spend <= budget + 1e-9);
      close(plan.spend, spendOf(plan.actions, c));
      close(plan.value, spendOf(plan.actions, v));
      assert.ok(plan.value <= lp.value + 1e-9 && lp.value <= plan.upperBound + 1e-6);
      assert.ok(lp.value - plan.value <= 3.5 + 1e-6, `${plan.value} of ${lp.value}`);
    }),
  );
});

test("a budget that does not bind costs nothing and gives everyone the best action", () => {
  const plan = budgetPlan(value, cost, 1000);
  assert.equal(plan.price, 0);
  assert.equal(exactBudgetLp(value, cost, 1000).price, 0);
  close(plan.value, exactBudgetLp(value, cost, 1000).value);
});

test("several constraints: the bound is the linear program's optimum, and the plan keeps every limit", () => {
  const region = (parity: number) => table((i, a) => (i % 2 === parity ? cost.values[i * columns + a]! : 0));
  const plan = constrainedPlan(value, [
    { name: "north", amount: region(0), kind: "at-most", limit: 12 },
    { name: "south", amount: region(1), kind: "at-most", limit: 8 },
    { name: "visits", amount: visits, kind: "at-least", limit: 4 },
  ]);
  assert.ok(plan.kind === "plan");
  assert.ok(
    plan.upperBound >= 62.533333333333346 - 1e-6 && plan.upperBound <= 62.533333333333346 * 1.001,
    `${plan.upperBound}`,
  );
  assert.ok(plan.value >= 0.97 * 62.533333333333346, `${plan.value}`);
  assert.ok(plan.constraints[0]!.used <= 12 + 1e-6 && plan.constraints[1]!.used <= 8 + 1e-6);
  assert.ok(plan.constraints[2]!.used >= 4 - 1e-6);
  close(plan.constraints[2]!.used, spendOf(plan.actions, visits));
});

test("a goal that costs value has a price, and one out of reach is refused with its name", () => {
  const budget = { name: "budget", amount: cost, kind: "at-most", limit: 20 } as const;
  const goal = (limit: number) => ({ name: "visits", amount: visits, kind: "at-least", limit }) as const;
  const plan = constrainedPlan(value, [budget, goal(7.2)]);
  assert.ok(plan.kind === "plan");
  assert.ok(
    plan.upperBound >= 54.95714285714286 - 1e-6 && plan.upperBound <= 54.95714285714286 * 1.001,
    `${plan.upperBound}`,
  );
  assert.ok(plan.constraints[1]!.used >= 7.2 - 1e-6 && plan.constraints[1]!.price > 0);
  const none = constrainedPlan(value, [budget, goal(17)]);
  assert.ok(none.kind === "infeasible" && none.reason === "impossible");
  assert.deepEqual(none.names, ["visits", "budget"]);
});

test("one constraint alone gives the plan of one budget", () => {
  const random = seededRandom("one");
  const n = 2000;
  const draw = (): Matrix => ({
    rows: n,
    columns: 4,
    values: Float64Array.from({ length: n * 4 }, () => random.next()),
  });
  const [v, c] = [draw(), draw()];
  const lp = exactBudgetLp(v, c, 500);
  const plan = constrainedPlan(v, [{ name: "budget", amount: c, kind: "at-most", limit: 500 }]);
  assert.ok(plan.kind === "plan");
  assert.ok(plan.value >= 0.999 * lp.value && plan.upperBound <= 1.0001 * lp.value);
  assert.ok(Math.abs(plan.constraints[0]!.price / lp.price - 1) < 0.02);
});

test("bad input is refused by name", () => {
  const short = { rows: 1, columns: 1, values: Float64Array.of(1) };
  refuses("budget", () =>
    budgetPlan(
      value,
      table(() => 1),
      39,
    ),
  );
  refuses("budget", () =>
    exactBudgetLp(
      value,
      table(() => 1),
      39,
    ),
  );
  refuses("budget", () => exactBudgetLp(value, cost, Number.NaN));
  refuses("cost", () => budgetPlan(value, short, 1));
  refuses("value", () =>
    budgetPlan(
      table(() => Number.NaN),
      cost,
      1,
    ),
  );
  refuses("value", () => exactBudgetLp({ rows: 0, columns: 2, values: new Float64Array(0) }, cost, 1));
  refuses("constraints", () => constrainedPlan(value, []));
  const odd = { name: "odd", amount: short, kind: "at-most", limit: 1 } as const;
  refuses("constraints.odd.amount", () => constrainedPlan(value, [odd]));
  refuses("constraints.odd.limit", () => constrainedPlan(value, [{ ...odd, amount: cost, limit: Number.NaN }]));
});

function spendOf(actions: Int32Array, amount: Matrix): number {
  return actions.reduce((sum, action, row) => sum + amount.values[row * amount.columns + action]!, 0);
}

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${actual} instead of ${expected}`);
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
