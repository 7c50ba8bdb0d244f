import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { type SeededRandom, seededRandom } from "../random/index.ts";
import { budgetPlan } from "./budget/index.ts";
import { type BudgetProgress, paceBudget } from "./pace-budget.ts";

const shoppers = 6_000;
const usual = { usualValue: 150, usualCost: 150 };

/** When they come, as a share of the period. */
const arrivals: Readonly<Record<string, (random: SeededRandom) => number>> = {
  even: (random) => random.next(),
  "more and more": (random) => Math.sqrt(random.next()),
  "fewer and fewer": (random) => 1 - Math.sqrt(random.next()),
  "a third within a day": (random) => (random.next() < 0.3 ? 0.4 + 0.03 * random.next() : random.next()),
  "a third just before the end": (random) => (random.next() < 0.3 ? 0.93 + 0.03 * random.next() : random.next()),
  "by day": (random) => {
    for (;;) {
      const at = random.next();
      if (random.next() < ((30 * at) % 1 < 0.3 ? 0.05 : 1)) return at;
    }
  },
  "none any more near the end": (random) => 0.85 * random.next(),
};

interface Shopper {
  readonly at: number;
  readonly value: readonly number[];
  readonly cost: readonly number[];
}

/** Two paid actions whose worth is unsure, better ones later: a drift beside the arrivals'. */
function drawShoppers(random: SeededRandom, arrival: (random: SeededRandom) => number): Shopper[] {
  return Array.from({ length: shoppers }, () => arrival(random))
    .sort((a, b) => a - b)
    .map((at) => {
      const cost = [0, 50 + 100 * random.next(), 200 + 200 * random.next()];
      const gain = [0, -0.5 + 3 * random.next() * random.next(), -0.7 + 3 * random.next() * random.next()];
      return { at, cost, value: gain.map((each, action) => (1 + at / 2) * each * cost[action]!) };
    });
}

/** Each decides by what was spent when somebody last looked. */
function spend(
  people: readonly Shopper[],
  { budget, price, triable, looksEvery = 1 }: Record<"budget" | "price" | "triable", number> & { looksEvery?: number },
) {
  const random = seededRandom("trials");
  const sums = { spent: 0, tried: 0, value: 0 };
  let seen = { ...sums };
  for (const [i, { at, value, cost }] of people.entries()) {
    if (i % looksEvery === 0) seen = { ...sums };
    const { spent, tried } = seen;
    const pace = paceBudget({ ...usual, budget, price, triable, spent, tried, elapsed: at });
    const affordable = (action: number) => cost[action]! <= budget - sums.spent;
    const net = value.map((each, action) => (affordable(action) ? each - pace.price * cost[action]! : -1));
    let action = net.indexOf(Math.max(...net));
    if (random.next() < triable) {
      const other = random.int(3);
      const taken = other === 0 || (affordable(other) && random.next() < pace.thrift) ? other : 0;
      if (taken !== action) sums.tried += cost[taken]!;
      action = taken;
    }
    sums.spent += cost[action]!;
    sums.value += value[action]!;
  }
  return { ...sums, latePrice: paceBudget({ ...usual, budget, price, ...sums, elapsed: 0.99 }).price };
}

function bestPlan(people: readonly Shopper[], budget: number) {
  const matrix = (of: (shopper: Shopper) => readonly number[]) => ({
    rows: people.length,
    columns: 3,
    values: Float64Array.from(people.flatMap(of)),
  });
  return budgetPlan(
    matrix(({ value }) => value),
    matrix(({ cost }) => cost),
    budget,
  );
}

test("however they come, and however wrong the first price: never over the budget, and at least 98 % of it where it is short at the end", () => {
  for (const [name, arrival] of Object.entries(arrivals)) {
    const people = drawShoppers(seededRandom(name), arrival);
    for (const budget of [40_000, 150_000])
      for (const price of [0, 2, 8])
        for (const triable of [0, 0.1]) {
          const { spent, latePrice } = spend(people, { budget, price, triable });
          const told = `${name}, ${budget} from ${price} with ${triable}: ${spent}, ${latePrice}`;
          assert.ok(spent <= budget, told);
          if (latePrice > 0) assert.ok(spent >= 0.98 * budget, told);
        }
  }
});

test("where they come evenly, nearly as much value as the best plan in hindsight, also with a first price that is wrong", () => {
  const people = drawShoppers(seededRandom("even"), arrivals["even"]!);
  const budget = 150_000;
  const { value, price } = bestPlan(people, budget);
  const share = (start: number) => spend(people, { budget, price: start, triable: 0 }).value / value;
  const shares = [price, 0, 3 * price].map(share);
  assert.ok(shares[0]! > 0.95 && shares[1]! > 0.93 && shares[2]! > 0.93, shares.join(", "));
});

test("trials keep to their share when money is short, and are free when it is not", () => {
  const people = drawShoppers(seededRandom("even"), arrivals["even"]!);
  const short = spend(people, { budget: 60_000, price: 2, triable: 0.1 });
  assert.ok(short.tried < 0.25 * short.spent, `${short.tried} of ${short.spent}`);
  const ample = paceBudget({ ...usual, budget: 1e6, spent: 1e5, tried: 1e5, triable: 0.1, elapsed: 0.5 });
  assert.deepEqual([ample.price, ample.thrift], [0, 1]);
});

test("many who look only now and then spend the same", () => {
  const people = drawShoppers(seededRandom("even"), arrivals["even"]!);
  const [each, seldom] = [1, 50].map((looksEvery) =>
    spend(people, { budget: 150_000, price: 2, triable: 0, looksEvery }),
  );
  assert.ok(seldom!.value > 0.95 * each!.value && seldom!.spent >= 0.98 * 150_000);
});

const amount = fc.double({ min: 0, max: 1e12, noNaN: true });
const above0 = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const progress: fc.Arbitrary<BudgetProgress> = fc.record({
  ...{ budget: amount, spent: amount, tried: amount, usualValue: above0, usualCost: above0 },
  elapsed: fc.double({ min: 0, max: 1, noNaN: true }),
  ...{ price: fc.double({ min: 0, max: 1e3, noNaN: true }), triable: fc.double({ min: 0, max: 1, noNaN: true }) },
});

test("what was spent raises the price and time lowers it; thrift is a share and never stops all trials", () => {
  fc.assert(
    fc.property(progress, amount, (drawn, more) => {
      const { price, thrift, left } = paceBudget(drawn);
      assert.ok(price >= 0 && Number.isFinite(price) && thrift > 0 && thrift <= 1 && left >= 0);
      assert.ok(paceBudget({ ...drawn, spent: drawn.spent + more }).price >= price);
      if (drawn.elapsed < 1) assert.ok(paceBudget({ ...drawn, spent: 0, elapsed: 1 }).price === 0);
    }),
  );
});

test("bad input is refused by name", () => {
  const plain: BudgetProgress = { ...usual, budget: 1, spent: 0, elapsed: 0 };
  const wrong: Partial<Record<keyof BudgetProgress, number>>[] = [
    ...[{ budget: -1 }, { spent: Number.NaN }, { elapsed: 1.1 }, { usualValue: 0 }, { usualCost: Number.NaN }],
    ...[{ price: -1 }, { tried: Number.POSITIVE_INFINITY }, { triable: -0.1 }],
  ];
  for (const change of wrong) {
    const argument = `progress.${Object.keys(change)[0]}`;
    assert.throws(
      () => paceBudget({ ...plain, ...change }),
      (error) => error instanceof LearnError && error.argument === argument,
    );
  }
});
