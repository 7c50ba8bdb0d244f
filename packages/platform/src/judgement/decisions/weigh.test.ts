import assert from "node:assert/strict";
import { test } from "node:test";
import { fitLogistic, matrixFromRows, predictLogistic, seededRandom } from "@aftercare/learn";
import fc from "fast-check";
import { newId } from "../../foundation/ids/index.ts";
import { probabilityBest } from "../policy/index.ts";
import type { Case, CaseAction } from "./case.ts";
import { inHoldout } from "./choose-action.ts";
import { type Moment, moment } from "./moment.ts";
import { weigh } from "./weigh.ts";

const place: Moment = moment<number>("test.moment", {
  subject: "ret",
  horizons: [60],
  features: [
    { name: "orders", reason: "frequency", scale: "log", value: (orders) => orders },
    { name: "purchase-days", reason: "frequency", scale: "log", value: (orders) => orders },
    { name: "recency-days", reason: "recency", scale: "plain", value: () => 5 },
  ],
  facts: [],
  modelled: () => true,
  prior: () => ({ mean: 0, sd: 1 }),
  reasonValues: () => ({}),
  assumptions: () => [],
  situations: () => Promise.resolve([]),
  latest: () => Promise.resolve([]),
});

const random = seededRandom("weigh");
const seen = Array.from({ length: 200 }, () => [random.int(4), random.int(4), random.next() * 50]);
const model = fitLogistic(
  matrixFromRows(seen),
  seen.map(([orders]) => (random.next() < 0.2 + 0.15 * orders! ? 1 : 0)),
  { l2: 1 },
);

const free = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };
const none: CaseAction = { id: "none", cost: free, effect: { mean: 0, sd: 0 } };

const plain: Case = {
  subject: "s",
  shopperId: newId<"shp">(),
  storeId: null,
  storeKey: null,
  asOf: new Date("2026-03-02T09:00:00Z"),
  currency: "EUR",
  features: [3, 3, 5],
  facts: {},
  modelled: true,
  prior: { mean: Math.log(0.3 / 0.7), sd: 1 },
  basket: { amount: 10_000, marginRate: 0.4, oneProduct: 0.5, units: 2 },
  habits: { orders: 3, returns: 1, returnRate: 0.1, somethingNew: true },
  actions: [none, { id: "ten", cost: { ...free, discountRate: 0.1, atOnce: 5 }, effect: { mean: 0.3, sd: 0.1 } }],
  weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
  ...{ holdout: 0.1, exploration: 0.2, challenge: 0 },
  reasonValues: { frequency: { orders: 3, days: 3 } },
  assumptions: [],
};

const action = fc.record({
  ineligible: fc.boolean(),
  discountRate: fc.double({ min: 0, max: 0.5, noNaN: true }),
  contact: fc.integer({ min: 0, max: 50 }),
  mean: fc.double({ min: -1, max: 1, noNaN: true }),
  sd: fc.double({ min: 0, max: 1, noNaN: true }),
});

const cases = fc
  .record({
    shopper: fc.uuid(),
    subject: fc.uuid(),
    basket: fc.integer({ min: 0, max: 1_000_000 }),
    marginRate: fc.double({ min: 0, max: 1, noNaN: true }),
    orders: fc.integer({ min: 0, max: 500 }),
    modelled: fc.boolean(),
    actions: fc.array(action, { maxLength: 6 }),
  })
  .map(
    ({ shopper, subject, orders, actions, basket, marginRate, modelled }): Case => ({
      ...plain,
      modelled,
      basket: { ...plain.basket, amount: basket, marginRate },
      subject,
      shopperId: shopper as Case["shopperId"],
      features: [orders, orders, 5],
      prior: { mean: -0.8, sd: 1 },
      reasonValues: { frequency: { orders, days: orders } },
      actions: [none, ...actions.map(asAction)],
    }),
  );

function asAction(
  drawn: { ineligible: boolean } & Record<"discountRate" | "contact" | "mean" | "sd", number>,
  i: number,
) {
  const { ineligible, discountRate, contact, mean, sd } = drawn;
  const why = ineligible ? { ineligibleBecause: "reasons.ineligible.margin-floor" } : {};
  return { id: `action-${i}`, cost: { ...free, discountRate, atOnce: contact }, effect: { mean, sd }, ...why };
}

test("propensities sum to 1, keep the floor over every eligible action, and are 0 for the others", () => {
  fc.assert(
    fc.property(cases, (asked) => {
      const { alternatives, chosen, propensity, mode } = weigh(place, asked, { baseline: model }, `m/${asked.subject}`);
      const eligible = alternatives.filter((each) => each.eligible);
      assert.ok(Math.abs(alternatives.reduce((sum, each) => sum + each.propensity, 0) - 1) < 1e-9);
      for (const each of alternatives.filter(({ eligible }) => !eligible)) assert.equal(each.propensity, 0);
      assert.equal(alternatives.find((each) => each.action === chosen)?.propensity, propensity);
      assert.ok(propensity > 0);
      assert.equal(mode === "holdout", inHoldout(asked.shopperId, asked.holdout));
      if (mode === "holdout") assert.deepEqual([chosen, propensity], ["none", 1]);
      else
        for (const each of eligible)
          assert.ok(each.propensity >= asked.exploration / eligible.length - 1e-12, each.action);
    }),
  );
});

test("nothing is always possible, and only an eligible action is ever chosen", () => {
  fc.assert(
    fc.property(cases, (asked) => {
      const { alternatives, chosen, mode } = weigh(place, asked, { baseline: model }, asked.subject);
      assert.ok(alternatives[0]?.eligible && alternatives[0].action === "none" && alternatives[0].propensity > 0);
      assert.ok(alternatives.find((each) => each.action === chosen)?.eligible);
      const best = Math.max(...alternatives.filter((each) => each.eligible).map((each) => each.value.value));
      if (mode === "best") assert.equal(alternatives.find((each) => each.action === chosen)?.value.value, best);
    }),
  );
});

test("the same case is decided the same way, for ever", () => {
  fc.assert(
    fc.property(cases, (asked) => {
      assert.deepEqual(
        weigh(place, asked, { baseline: model }, "x"),
        weigh(place, structuredClone(asked), { baseline: model }, "x"),
      );
    }),
  );
});

test("an interval holds its value, and a chance stays a chance", () => {
  fc.assert(
    fc.property(cases, (asked) => {
      for (const { chance, value, expectedCost } of weigh(place, asked, { baseline: model }, asked.subject)
        .alternatives) {
        assert.ok(0 <= chance.low && chance.low <= chance.value && chance.value <= chance.high && chance.high <= 1);
        assert.ok(value.low <= value.value + 1e-6 && value.value <= value.high + 1e-6);
        assert.ok(expectedCost >= 0);
      }
    }),
  );
});

test("a discount is also paid to those who would have bought anyway", () => {
  // By hand: logit .3 + .3 → .36644; .36644 × 10,000 × (.4 − .1) − 5 = 1,094.3 against .3 × 10,000 × .4 = 1,200.
  const [nothing, ten] = weigh(place, plain, {}, "x").alternatives;
  assert.equal(Math.round(nothing!.value.value), 1_200);
  assert.equal(Math.round(ten!.value.value), 1_094);
  assert.equal(Math.round(ten!.expectedCost), Math.round(0.36644 * 1_000 + 5));
});

test("without a model the prior speaks, and says so; with one the chance without an action is the model's", () => {
  const byPrior = weigh(place, plain, {}, "x");
  assert.deepEqual(byPrior.assumptions[0], { key: "reasons.assumed.prior-chance", values: { percent: 30 } });
  assert.deepEqual(byPrior.reasons, []);
  const byModel = weigh(place, plain, { baseline: model }, "x");
  const expected = predictLogistic(model, [Math.log1p(3), Math.log1p(3), 5]);
  assert.ok(Math.abs(byModel.alternatives[0]!.chance.value - expected) < 1e-12);
  assert.deepEqual(byModel.assumptions, [{ key: "reasons.assumed.effects", values: {} }]);
  assert.deepEqual(weigh(place, { ...plain, modelled: false }, { baseline: model }, "x"), byPrior);
});

test("the goal says what a purchase is worth beside its margin, and points count where there is a scheme", () => {
  const [nothing] = weigh(
    place,
    { ...plain, weights: { margin: 1, revenue: 0.1, sameVisit: 0, visits: 200, points: 0 } },
    {},
    "x",
  ).alternatives;
  // .3 × (4,000 + 1,000 + 200)
  assert.equal(Math.round(nothing!.value.value), 1_560);
  const points = { perMinorUnit: 0.01, worth: 1 };
  const [loyal] = weigh(place, { ...plain, points, weights: { ...plain.weights, points: 5 } }, {}, "x").alternatives;
  // .3 × (4,000 + 100 points × 5)
  assert.equal(Math.round(loyal!.value.value), 1_350);
});

test("reasons sum the features that belong together, strongest first, with a direction in words", () => {
  const { reasons } = weigh(place, { ...plain, features: [20, 20, 5] }, { baseline: model }, "x");
  assert.equal(reasons[0]?.key, "reasons.frequency.raises");
  assert.deepEqual(reasons[0]?.values, { orders: 3, days: 3 });
  assert.equal(new Set(reasons.map((reason) => reason.key)).size, reasons.length);
  const weights = reasons.map((reason) => Math.abs(reason.weight));
  assert.deepEqual(
    weights,
    weights.toSorted((a, b) => b - a),
  );
  assert.equal(
    weigh(place, { ...plain, features: [0, 0, 5] }, { baseline: model }, "x").reasons[0]?.key,
    "reasons.frequency.lowers",
  );
});

test("the holdout has its share of shoppers, and draws follow their propensities", () => {
  const shoppers = Array.from({ length: 20_000 }, (_, i) => `shopper-${i}`);
  const held = shoppers.filter((shopper) => inHoldout(shopper, 0.1)).length;
  assert.ok(Math.abs(held - 2_000) < 5 * Math.sqrt(20_000 * 0.1 * 0.9), `${held}`);
  const open = { ...plain, shopperId: shoppers.find((shopper) => !inHoldout(shopper, 0.1)) as Case["shopperId"] };
  const drawn = Array.from({ length: 5_000 }, (_, i) => weigh(place, open, {}, `draw-${i}`));
  const { alternatives } = drawn[0]!;
  for (const { action, propensity } of alternatives) {
    const times = drawn.filter(({ chosen }) => chosen === action).length;
    assert.ok(Math.abs(times - 5_000 * propensity) < 5 * Math.sqrt(5_000 * propensity * (1 - propensity)), action);
  }
});

test("an action is tried as often as it is likely to be the best, and a certainty is not put in doubt", () => {
  // P(X > Y) for N(1, 1) and N(0, 1): Φ(1/√2) = .7602.
  const [first] = probabilityBest([1, 0], [1, 1]);
  assert.ok(Math.abs(first! - 0.7602) < 0.002, `${first}`);
  assert.deepEqual(probabilityBest([1, 3, 2], [0, 0, 0]), [0, 1, 0]);
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const belief = fc.record({ value: number, deviation: fc.double({ min: 0, max: 1e6, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(belief, { minLength: 1, maxLength: 8 }), (beliefs) => {
      const shares = probabilityBest(
        beliefs.map(({ value }) => value),
        beliefs.map(({ deviation }) => deviation),
      );
      assert.ok(shares.every((share) => share >= 0 && share <= 1));
      assert.ok(Math.abs(shares.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
    }),
  );
});

test("what a unit of the budget is worth elsewhere counts against an action, and one dearer than what is left cannot be had", () => {
  const coupon: CaseAction = { id: "coupon", cost: { ...free, onOutcome: 300 }, effect: { mean: 0.6, sd: 0.1 } };
  const open = { ...plain, holdout: 0, exploration: 0, actions: [none, coupon] };
  // logit .3 + .6 → .43851: 4,000 × .43851 − 131.55 against 1,200, a gain of 422 for 131.55: worth it up to a price of 3.2.
  const chosenAt = (price: number) =>
    weigh(place, { ...open, budget: { price, left: 1_000, thrift: 1, usualCost: 100 } }, {}, "x").chosen;
  assert.deepEqual([0, 3, 3.5].map(chosenAt), ["coupon", "coupon", "none"]);
  const dear = weigh(place, { ...open, budget: { price: 3.456, left: 1_000, thrift: 1, usualCost: 100 } }, {}, "x");
  assert.deepEqual(dear.assumptions[1], { key: "reasons.assumed.budget-price", values: { price: 3.46 } });
  const [, at132] = weigh(
    place,
    { ...open, budget: { price: 0, left: 132, thrift: 1, usualCost: 100 } },
    {},
    "x",
  ).alternatives;
  const [, at131] = weigh(
    place,
    { ...open, budget: { price: 0, left: 131, thrift: 1, usualCost: 100 } },
    {},
    "x",
  ).alternatives;
  assert.deepEqual([at132?.eligible, at131?.ineligibleBecause], [true, "reasons.ineligible.budget"]);
});

test("thrift takes from what is tried at a cost, most from what is dear, and gives it to none; every propensity stays above zero", () => {
  fc.assert(
    fc.property(cases, fc.double({ min: 0.01, max: 1, noNaN: true }), (drawn, thrift) => {
      const asked = { ...drawn, holdout: 0 };
      const before = weigh(place, asked, { baseline: model }, "x");
      const after = weigh(
        place,
        { ...asked, budget: { price: 0, left: 1e12, thrift, usualCost: 500 } },
        { baseline: model },
        "x",
      );
      assert.ok(Math.abs(after.alternatives.reduce((sum, each) => sum + each.propensity, 0) - 1) < 1e-9);
      for (const [i, each] of after.alternatives.entries()) {
        assert.equal(each.propensity > 0, each.eligible);
        const usual = before.alternatives[i]!.propensity;
        if (i > 0 && each.expectedCost > 0) assert.ok(each.propensity <= usual + 1e-12);
        else if (each.eligible) assert.ok(each.propensity >= usual - 1e-12);
      }
      const best = before.alternatives.find(({ propensity }) => propensity > 1 - asked.exploration);
      const tried = after.alternatives.slice(1).filter((each) => each.eligible && each.action !== best?.action);
      for (const one of tried)
        for (const other of tried)
          if (one.expectedCost < other.expectedCost) assert.ok(one.propensity >= other.propensity - 1e-12);
    }),
  );
});
