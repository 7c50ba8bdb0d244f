import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  bestActions,
  budgetPlan,
  constrainedPlan,
  directMethod,
  doublyRobust,
  exactBudgetLp,
  fitPolicyTree,
  ipw,
  type LoggedDecisions,
  type Matrix,
  matrix,
  releaseGate,
  rowOf,
  seededRandom,
  selectRows,
  snipw,
  softEpsilon,
  switchDoublyRobust,
  thompson,
  treeActions,
} from "../index.ts";

const seeds = fc.integer({ min: 1, max: 1e6 });
const runs = { numRuns: 20 };
const rows = 60;

test("budgets: the order of rows does not matter", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { value, cost, order } = drawn(seed);
      const moved = [selectRows(value, order), selectRows(cost, order)] as const;
      for (const plan of [budgetPlan, exactBudgetLp]) {
        const plain = plan(value, cost, 20);
        const found = plan(...moved, 20);
        near(found.value, plain.value);
        assert.deepEqual(
          [...found.actions],
          order.map((i) => plain.actions[i]!),
        );
      }
      const limit = (amount: Matrix) => [{ name: "budget", amount, kind: "at-most", limit: 20 } as const];
      const [plain, found] = [constrainedPlan(value, limit(cost)), constrainedPlan(moved[0], limit(moved[1]))];
      assert.ok(plain.kind === "plan" && found.kind === "plan");
      near(found.value, plain.value, 1e-6);
    }),
    runs,
  );
});

test("budgets: what a row is worth whatever is done, and another currency, change no action", () => {
  fc.assert(
    fc.property(seeds, fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, rate) => {
      const { value, cost } = drawn(seed);
      const lifted = { ...value, values: value.values.map((each, k) => each + Math.floor(k / 3)) };
      const exchanged = { ...cost, values: cost.values.map((each) => rate * each) };
      for (const plan of [budgetPlan, exactBudgetLp]) {
        const plain = plan(value, cost, 20);
        assert.deepEqual(plan(lifted, cost, 20).actions, plain.actions);
        const inOther = plan(value, exchanged, 20 * rate);
        near(inOther.value, plain.value, 1e-6);
        near(inOther.price * rate, plain.price, 1e-6 * (1 + plain.price));
      }
    }),
    runs,
  );
});

test("budgets: every row twice with twice the budget is worth twice as much, at the same price", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { value, cost } = drawn(seed);
      const twice = [...everyRow, ...everyRow];
      const plain = exactBudgetLp(value, cost, 20);
      const found = exactBudgetLp(selectRows(value, twice), selectRows(cost, twice), 40);
      near(found.value, 2 * plain.value, 1e-8);
      near(found.price, plain.price);
    }),
    runs,
  );
});

test("the best actions and a policy tree move with their rows, and a constant column asks no question", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { value, x, order } = drawn(seed);
      assert.deepEqual(
        [...bestActions(selectRows(value, order))],
        order.map((i) => bestActions(value)[i]!),
      );
      const tree = fitPolicyTree(x, value, { leastLeaf: 5 });
      const moved = fitPolicyTree(selectRows(x, order), selectRows(value, order), { leastLeaf: 5 });
      assert.deepEqual(treeActions(moved, x), treeActions(tree, x));
      const wider = matrix(
        rows,
        3,
        Float64Array.from({ length: 3 * rows }, (_, k) => (k % 3 === 2 ? 7 : rowOf(x, Math.floor(k / 3))[k % 3]!)),
      );
      assert.deepEqual(treeActions(fitPolicyTree(wider, value, { leastLeaf: 5 }), wider), treeActions(tree, x));
      const twice = [...everyRow, ...everyRow];
      const doubled = fitPolicyTree(selectRows(x, twice), selectRows(value, twice), { leastLeaf: 10 });
      assert.deepEqual(treeActions(doubled, x), treeActions(tree, x));
    }),
    runs,
  );
});

test("exploration: propensities follow their actions, whatever their order and the values' origin", () => {
  fc.assert(
    fc.property(seeds, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (seed, shift) => {
      const random = seededRandom(`explore ${seed}`);
      const means = Array.from({ length: 5 }, random.next);
      const deviations = Array.from({ length: 5 }, () => 0.1 + random.next());
      const order = random.shuffle([0, 1, 2, 3, 4]);
      const moved = (list: readonly number[]) => order.map((a) => list[a]!);
      const shifted = moved(means).map((each) => each + shift);
      const found = thompson(shifted, moved(deviations));
      const plain = thompson(means, deviations);
      for (const [k, a] of order.entries()) near(found[k]!, plain[a]!, 1e-8);
      assert.deepEqual(softEpsilon(shifted, 0.1), moved(softEpsilon(means, 0.1)));
    }),
    runs,
  );
});

test("off-policy values: the order of rows, another number for each action, and a shift of all rewards", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { value, order, log, policy } = drawn(seed);
      const any = { leastEffectiveSample: 0 };
      const estimates = [
        (l: LoggedDecisions, p: Matrix, _: Matrix) => ipw(l, p, any),
        (l: LoggedDecisions, p: Matrix, _: Matrix) => snipw(l, p, any),
        (l: LoggedDecisions, p: Matrix, m: Matrix) => directMethod(l, p, m),
        (l: LoggedDecisions, p: Matrix, m: Matrix) => doublyRobust(l, p, m, any),
        (l: LoggedDecisions, p: Matrix, m: Matrix) => switchDoublyRobust(l, p, m, any),
      ];
      const rewards = Array.from(log.reward, (each) => each + 10);
      const raised = { ...value, values: value.values.map((each) => each + 10) };
      for (const [e, estimate] of estimates.entries()) {
        const plain = numbersOf(estimate(log, policy, value));
        if (plain === undefined) continue;
        const [moved, renamed] = [logAt(log, order), { ...log, action: Array.from(log.action, (a) => 2 - a) }];
        same(numbersOf(estimate(moved, selectRows(policy, order), selectRows(value, order)))!, plain);
        same(numbersOf(estimate(renamed, mirrored(policy), mirrored(value)))!, plain);
        // Plain weighting is moved by an origin: its weights only average 1.
        if (e > 0)
          same(
            numbersOf(estimate({ ...log, reward: rewards }, policy, raised))!,
            plain.map((each) => each + 10),
          );
      }
    }),
    runs,
  );
});

test("the gate's verdict does not hang on the order of rows", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { value, order, log, policy } = drawn(seed);
      const options = { predictions: value, leastEffectiveSample: 0 };
      const plain = releaseGate(log, policy, options);
      const found = releaseGate(logAt(log, order), selectRows(policy, order), {
        ...options,
        predictions: selectRows(value, order),
      });
      assert.equal(found.kind, plain.kind);
      assert.equal(found.deploy, plain.deploy);
      if (found.kind === "verdict" && plain.kind === "verdict") near(found.difference.lower, plain.difference.lower);
    }),
    runs,
  );
});

const everyRow = Array.from({ length: rows }, (_, i) => i);

/** Three actions, the first free; a log under known propensities and another policy. */
function drawn(seed: number) {
  const random = seededRandom(`decisions ${seed}`);
  const table = (of: (action: number) => number) =>
    matrix(
      rows,
      3,
      Float64Array.from({ length: 3 * rows }, (_, k) => of(k % 3)),
    );
  const value = table((a) => random.next() * (1 + a));
  const cost = table((a) => (a === 0 ? 0 : a + random.next()));
  const x = matrix(
    rows,
    2,
    Float64Array.from({ length: 2 * rows }, () => random.int(20)),
  );
  const shares = (least: number) => {
    const raw = table(() => least + random.next());
    return {
      ...raw,
      values: raw.values.map((each, k) => each / rowOf(raw, Math.floor(k / 3)).reduce((a, b) => a + b)),
    };
  };
  const logged = shares(0.3);
  const action = Int32Array.from(everyRow, () => random.int(3));
  const log: LoggedDecisions = {
    action,
    reward: Float64Array.from(everyRow, (i) => rowOf(value, i)[action[i]!]! + random.next()),
    propensity: Float64Array.from(everyRow, (i) => rowOf(logged, i)[action[i]!]!),
  };
  return { value, cost, x, log, policy: shares(0), order: random.shuffle([...everyRow]) };
}

function logAt({ action, reward, propensity }: LoggedDecisions, order: readonly number[]): LoggedDecisions {
  const moved = (list: ArrayLike<number>) => order.map((i) => list[i]!);
  return { action: moved(action), reward: moved(reward), propensity: moved(propensity) };
}

/** Actions numbered from the other end. */
function mirrored(x: Matrix): Matrix {
  return { ...x, values: x.values.map((_, k) => rowOf(x, Math.floor(k / 3))[2 - (k % 3)]!) };
}

function numbersOf(result: ReturnType<typeof ipw>): number[] | undefined {
  return result.kind === "estimate" ? [result.value, result.lower, result.upper] : undefined;
}

function same(found: readonly number[], expected: readonly number[]): void {
  for (const [k, each] of found.entries()) near(each, expected[k]!, 1e-8);
}

function near(found: number, expected: number, within = 1e-9): void {
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);
}
