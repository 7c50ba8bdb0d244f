import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { defaultWorld } from "./default-world.ts";
import { responseType, responseTypes, typeShares } from "./response-types.ts";
import { startWorld } from "./start-world.ts";
import type { World } from "./world.ts";

const world: World = { ...defaultWorld, shoppers: 4000 };
const actions = world.actions.length;

interface Sums {
  count: number;
  bought: number;
  chance: number;
  margin: number;
  trueMargin: number;
  spend: number;
  trueCost: number;
}

/** Plays with random actions and sums what was drawn and what is true, for each action. */
function drawnAndTrue(): { sums: Sums[]; variance: number } {
  const run = startWorld(world, "truth");
  const random = seededRandom("actions");
  const noSums = { count: 0, bought: 0, chance: 0, margin: 0, trueMargin: 0, spend: 0, trueCost: 0 };
  const sums = world.actions.map(() => ({ ...noSums }));
  let squares = 0;
  let total = 0;
  while (run.next()) {
    const action = random.int(actions);
    const sum = sums[action]!;
    sum.count++;
    sum.chance += run.trueChance(action);
    sum.trueMargin += run.trueMargin(action);
    sum.trueCost += run.trueCost(action);
    const outcome = run.answer(action);
    sum.bought += outcome.bought ? 1 : 0;
    sum.margin += outcome.margin;
    sum.spend += outcome.incentiveCost + outcome.contactCost;
    squares += outcome.margin ** 2;
    total++;
  }
  return { sums, variance: squares / total };
}

test("what is drawn agrees with what is true: buyers, margin and spend of every action", () => {
  const { sums, variance } = drawnAndTrue();
  for (const [action, sum] of sums.entries()) {
    const { count } = sum;
    assert.ok(count > 1500);
    const name = world.actions[action]!.name;
    assert.ok(Math.abs(sum.bought - sum.chance) < 4 * Math.sqrt(count * 0.25), `${name}: buyers`);
    assert.ok(Math.abs(sum.margin - sum.trueMargin) < 4 * Math.sqrt(count * variance), `${name}: margin`);
    assert.ok(Math.abs(sum.spend / Math.max(1, sum.trueCost) - (action === 0 ? 0 : 1)) < 0.12, `${name}: spend`);
  }
});

test("true chances are calibrated over their whole range", () => {
  const run = startWorld({ ...world, shoppers: 3000 }, "calibration");
  const bins = Array.from({ length: 5 }, () => ({ count: 0, chance: 0, bought: 0 }));
  while (run.next()) {
    const chance = run.trueChance(2);
    const bin = bins[Math.min(4, Math.floor(chance * 5))]!;
    bin.count++;
    bin.chance += chance;
    bin.bought += run.answer(2).bought ? 1 : 0;
  }
  for (const { count, chance, bought } of bins)
    assert.ok(Math.abs(bought - chance) < 4 * Math.sqrt(count * 0.25), `${bought} bought, ${chance} expected`);
});

test("all four kinds of shopper live in the default world, none of them alone", () => {
  const shares = typeShares({ ...defaultWorld, shoppers: 20_000 }, 1);
  const sum = responseTypes.reduce((total, type) => total + shares[type].share, 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
  const bounds = {
    persuadable: [0.25, 0.5],
    "sure-thing": [0.02, 0.2],
    "lost-cause": [0.25, 0.6],
    "sleeping-dog": [0.08, 0.25],
  } as const;
  for (const type of responseTypes) {
    const [low, high] = bounds[type];
    const { share } = shares[type];
    assert.ok(share > low && share < high, `${type}: ${share}`);
  }
  assert.ok(shares.persuadable.effect > 0.05);
  assert.ok(shares["sleeping-dog"].effect < -0.01);
});

test("a shopper's kind follows from their chances", () => {
  assert.equal(responseType([0.3, 0.34, 0.38]), "persuadable");
  assert.equal(responseType([0.3, 0.31, 0.27]), "sleeping-dog");
  assert.equal(responseType([0.6, 0.61, 0.6]), "sure-thing");
  assert.equal(responseType([0.1, 0.11, 0.1]), "lost-cause");
});

test("reversed effects turn the kinds around, no effects leave the sure and the lost", () => {
  const scaled = (scale: number): World => ({
    ...defaultWorld,
    shoppers: 3000,
    effects: { ...defaultWorld.effects, scale },
  });
  const reversed = typeShares(scaled(-1), 1);
  assert.ok(reversed["sleeping-dog"].share > reversed.persuadable.share);
  const none = typeShares(scaled(0), 1);
  assert.equal(none.persuadable.share + none["sleeping-dog"].share, 0);
});

test("features are finite, named, and move with what happens", () => {
  const run = startWorld({ ...world, shoppers: 500 }, "features");
  const orders = run.features.indexOf("orders");
  const offers = run.features.indexOf("offers");
  const last = new Map<number, Float64Array>();
  let compared = 0;
  for (let moment = run.next(); moment; moment = run.next()) {
    assert.equal(moment.features.length, run.features.length);
    assert.ok(moment.features.every(Number.isFinite));
    const before = last.get(moment.shopper);
    if (before) {
      compared++;
      assert.ok(moment.features[orders]! > before[orders]!, "something else was bought in between");
      assert.equal(moment.features[offers], before[offers]! + 1);
    }
    last.set(moment.shopper, moment.features);
    run.answer(1);
  }
  assert.ok(compared > 200);
});
