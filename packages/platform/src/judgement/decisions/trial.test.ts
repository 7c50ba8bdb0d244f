import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { fitProgramModel } from "../policy/index.ts";
import type { Case, CaseAction } from "./case.ts";
import { chooseAction } from "./choose-action.ts";
import { weigh } from "./weigh.ts";

const shares = { shopperId: "shp" as Case["shopperId"], holdout: 0, exploration: 0.1, challenge: 0.8 };
const costs = [0, 10, 10];
const round = (each: readonly number[]) => each.map((share) => Math.round(share * 1e6) / 1e6);

describe("what a challenger does with its share", () => {
  test("half of it tries what is likely the best for the shopper, half its rivals", () => {
    const challenger = [10, 10, -1e6].map((value) => ({ value, deviation: 5 }));
    const { propensities } = chooseAction(shares, "x", {
      ...{ values: [30, 20, 10], costs, challenger },
      rivals: [0.25, 0, 0.75],
    });
    // .1 spread over three, .8 × (half for the two that may be the best, half for the rivals), and .1 left to what decides.
    const third = 0.1 / 3;
    assert.deepEqual(round(propensities), round([third + 0.2 + 0.1 + 0.1, third + 0.2, third + 0.3]));
  });

  test("with nothing to beat any more, all of it is tried as often as it is likely the best", () => {
    const challenger = [10, 10, -1e6].map((value) => ({ value, deviation: 5 }));
    const { propensities } = chooseAction({ ...shares, exploration: 0 }, "x", {
      ...{ values: [30, 20, 10], costs, challenger },
    });
    assert.deepEqual(round(propensities), [0.6, 0.4, 0]);
  });
});

const free = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };
const none: CaseAction = { id: "none", cost: free, effect: { mean: 0, sd: 0 } };
const given = (id: string, ineligible: boolean): CaseAction => ({
  ...{ id, cost: { ...free, discountRate: 0.1 }, effect: { mean: 0.3, sd: 0.1 } },
  ...(ineligible && { ineligibleBecause: "reasons.ineligible.audience" }),
});
const place = { features: [] };
const open: Case = {
  ...{ subject: "s", shopperId: "shp" as Case["shopperId"], storeId: null, storeKey: null },
  ...{ asOf: new Date("2026-03-02T09:00:00Z"), currency: "EUR", features: [], facts: {}, modelled: false },
  prior: { mean: -0.8, sd: 1 },
  basket: { amount: 10_000, marginRate: 0.4, oneProduct: 0.5, units: 2 },
  habits: { orders: 3, returns: 1, returnRate: 0.1, somethingNew: true },
  ...{ actions: [none], weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 } },
  ...{ holdout: 0, exploration: 0, challenge: 1, reasonValues: {}, assumptions: [] },
};
const learned = fitProgramModel([], ["none", "ten", "coupon"], []);

test("a rival that this shopper cannot have means nothing for them, and every chance is told", () => {
  const challenger = { ...learned, rivals: [0.2, 0.5, 0.3] };
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (noTen, noCoupon, newer) => {
      const actions = [none, given("ten", noTen), given("coupon", noCoupon), ...(newer ? [given("newer", false)] : [])];
      const { alternatives } = weigh(place, { ...open, actions }, { challenger }, "x");
      const chances = alternatives.map(({ propensity }) => propensity);
      assert.ok(Math.abs(chances.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
      if (alternatives.filter(({ eligible }) => eligible).length === 1) return;
      const [atNone, ten, coupon] = chances;
      const least = 0.1 + (noTen ? 0.25 : 0) + (noCoupon ? 0.15 : 0);
      assert.ok(atNone! >= least - 1e-9 && ten! >= (noTen ? 0 : 0.25) && coupon! >= (noCoupon ? 0 : 0.15));
    }),
  );
});

test("rivals are tried only while nothing learned decides", () => {
  const challenger = { ...learned, rivals: [0, 0, 1] };
  const actions = [none, given("ten", false), given("coupon", false)];
  const chance = (models: Parameters<typeof weigh>[2]) =>
    weigh(place, { ...open, actions }, models, "x").alternatives[2]!.propensity;
  assert.ok(chance({ challenger }) > 0.5);
  assert.ok(chance({ challenger, program: learned }) < 0.5);
});
