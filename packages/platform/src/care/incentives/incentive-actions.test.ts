import assert from "node:assert/strict";
import { test } from "node:test";
import { locales, translator } from "@aftercare/messages";
import fc from "fast-check";
import { emptyProfile, profileAt } from "../../facts/profiles/index.ts";
import { repurchaseFeatures } from "../../judgement/repurchase/index.ts";
import { incentiveActions, priorEffect } from "./incentive-actions.ts";
import type { IncentiveContext } from "./incentive-context.ts";
import { returnIncentive } from "./return-incentive.ts";

const at = new Date("2026-03-02T09:00:00Z");
const nobody = profileAt(emptyProfile, at);
const context = (change: Partial<IncentiveContext> = {}): IncentiveContext => ({
  ...{ at, currency: "EUR", linesPerOrder: 3, amount: 2_500, marginRate: 0.4, marginKnown: false, hasNewProduct: true },
  before: { ...nobody, orders: 4, meanUnits: 4, meanBasket: 8_000n },
  after: { ...nobody, orders: 4, returns: 1, returnRate: 0.1 },
  ...change,
});
const answers = (of: IncentiveContext) =>
  Object.fromEntries(incentiveActions.map((action) => [action.id, action.eligible(of)]));

test("everything is open to an ordinary shopper of a shop with ordinary margins", () => {
  assert.deepEqual(Object.values(answers(context())), [true, true, true, true]);
});

test("a price cut must leave a tenth of revenue as margin", () => {
  const floor = "reasons.ineligible.margin-floor";
  assert.equal(answers(context({ marginRate: 0.3 }))["percent-20"], true);
  assert.equal(answers(context({ marginRate: 0.29 }))["percent-20"], floor);
  assert.equal(answers(context({ marginRate: 0.29 }))["percent-10"], true);
  assert.equal(answers(context({ marginRate: 0.15 }))["percent-10"], floor);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 40, noNaN: true }),
      (rate, lines) => {
        const of = context({ marginRate: rate, linesPerOrder: lines });
        for (const action of incentiveActions.filter(({ id }) => id !== "new-product-coupon"))
          if (action.eligible(of) === true) assert.ok(rate - action.costOf(of).discountRate >= 0.1 - 1e-9, action.id);
      },
    ),
  );
});

test("who returns most of what they buy gets no more price cuts, but still a coupon", () => {
  const after = { ...context().after, returns: 3, returnRate: 0.6 };
  const cap = "reasons.ineligible.abuse-cap";
  assert.deepEqual(answers(context({ after })), {
    ...{ "percent-10": cap, "percent-20": cap, bogo: cap, "new-product-coupon": true },
  });
  assert.equal(answers(context({ after: { ...after, returns: 2 } }))["percent-10"], true);
});

test("a second one free needs shoppers of several units, a coupon something new, any price cut a purchase", () => {
  const single = context({ before: { ...context().before, meanUnits: 1.9 } });
  assert.equal(answers(single)["bogo"], "reasons.ineligible.single-units");
  assert.equal(answers(context({ hasNewProduct: false }))["new-product-coupon"], "reasons.ineligible.nothing-new");
  assert.equal(answers(context({ before: nobody }))["percent-10"], "reasons.ineligible.no-purchase");
});

test("the believed effect grows with what is saved, and so does the doubt", () => {
  // 2.62 × −ln 0.9 + 0.05
  assert.ok(Math.abs(priorEffect(0.1).mean - 0.32604) < 1e-4);
  assert.ok(priorEffect(0.2).mean > priorEffect(0.1).mean && priorEffect(0.2).sd > priorEffect(0.1).sd);
});

test("every sentence that a decision can speak exists in every language, with the values it asks for", async () => {
  const asked = [
    ...["margin-floor", "abuse-cap", "no-purchase", "single-units", "nothing-new"].map((key) => `ineligible.${key}`),
    ...["margin", "basket", "basket-of-return", "effects", "prior-chance"].map((key) => `assumed.${key}`),
    ...["note.too-little-history", "note.not-evaluated"],
    ...repurchaseFeatures.flatMap(({ name, reason }) => [`features.${name}`, `${reason}.raises`, `${reason}.lowers`]),
  ];
  const values = { orders: 3, days: 2, lines: 4, percent: 20, returns: 2 };
  for (const locale of locales) {
    const { t, has } = translator(locale);
    for (const key of asked) {
      assert.ok(has(`reasons.${key}`), `${locale} reasons.${key}`);
      assert.doesNotMatch(t(`reasons.${key}`, values), /undefined|\{/, `${locale} reasons.${key}`);
    }
    for (const action of returnIncentive.actions) assert.ok(has(`actions.${action}.name`), `${locale} ${action}`);
  }
});
