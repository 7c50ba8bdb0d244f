import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ActionTerms } from "../../facts/actions/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { costOf } from "./action-cost.ts";
import { withinGuardrails } from "./guardrails.ts";
import { priorEffect } from "./prior-effect.ts";
import { ProgramDocument } from "./program.schema.ts";
import type { Asked } from "./shopper-case.ts";
import { readyProgram, standingActions } from "./under-program.ts";

const guardrails = {
  marginFloor: 0.1,
  mostDiscount: 0.5,
  perShopper: { offers: 2, days: 30 },
  abuse: { returns: 3, rate: 0.6 },
  stock: 2,
};
const usual: Pick<Asked, "basket" | "habits"> = {
  basket: { amount: 8_000, marginRate: 0.4, oneProduct: 1 / 3, units: 4 },
  habits: { orders: 4, returns: 1, returnRate: 0.1, somethingNew: true },
};
const percent = (share: number): ActionTerms => ({ kind: "percent-off", percent: share });
const answer = (terms: ActionTerms, asked = usual, recentOffers = 0, stock?: Record<string, number>) =>
  withinGuardrails(terms, costOf(terms, asked), asked, guardrails, {
    recentOffers,
    stock: stock && new Map(Object.entries(stock)),
  });

test("the margin floor holds to the last cent, whatever the shopper usually buys", () => {
  const at = (marginRate: number) => ({ ...usual, basket: { ...usual.basket, marginRate } });
  assert.equal(answer(percent(20), at(0.3)), true);
  assert.equal(answer(percent(20), at(0.29)), "reasons.ineligible.margin-floor");
  assert.equal(answer(percent(10), at(0.29)), true);
  const sums = fc.integer({ min: 1, max: 100_000 });
  const terms = fc.oneof<fc.Arbitrary<ActionTerms>[]>(
    fc.integer({ min: 1, max: 90 }).map(percent),
    sums.map((amount) => ({ kind: "amount-off", amount })),
    sums.map((amount) => ({ kind: "credit", amount })),
    fc.constant({ kind: "bogo" }),
  );
  fc.assert(
    fc.property(
      terms,
      fc.double({ min: 0, max: 1, noNaN: true }),
      sums,
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (given, marginRate, amount, oneProduct) => {
        const basket = { ...usual.basket, marginRate, amount, oneProduct };
        if (answer(given, { ...usual, basket }) !== true) return;
        const cost = costOf(given, { basket });
        const share = cost.discountRate + (cost.onOutcome + cost.atOnce) / amount;
        assert.ok(marginRate - share >= guardrails.marginFloor - 1e-9 && share <= guardrails.mostDiscount + 1e-9);
      },
    ),
  );
});

test("who sends most back gets no more price cuts, but may try something", () => {
  const habits = { ...usual.habits, returns: 3, returnRate: 0.6 };
  assert.equal(answer(percent(10), { ...usual, habits }), "reasons.ineligible.abuse-cap");
  assert.equal(answer({ kind: "product-coupon", percent: 15 }, { ...usual, habits }), true);
  assert.equal(answer({ kind: "message", about: "News" }, { ...usual, habits }), true);
  assert.equal(answer(percent(10), { ...usual, habits: { ...habits, returns: 2 } }), true);
});

test("an action must suit the shopper", () => {
  const single = { ...usual, basket: { ...usual.basket, units: 1.9 } };
  assert.equal(answer({ kind: "bogo" }, single), "reasons.ineligible.single-units");
  const knowsAll = { ...usual, habits: { ...usual.habits, somethingNew: false } };
  assert.equal(answer({ kind: "product-coupon", percent: 15 }, knowsAll), "reasons.ineligible.nothing-new");
  assert.equal(answer({ kind: "product-coupon", percent: 15, skus: ["A"] }, knowsAll), true);
  assert.equal(
    answer(percent(10), { ...usual, habits: { ...usual.habits, orders: 0 } }),
    "reasons.ineligible.no-purchase",
  );
  assert.equal(answer({ kind: "extra-points", factor: 2, days: 14 }), "reasons.ineligible.no-points");
  assert.equal(answer(percent(10), usual, 2), "reasons.ineligible.frequency-cap");
  assert.equal(answer(percent(60)), "reasons.ineligible.most-discount");
});

test("what an action is for must be there, as far as stock is known", () => {
  const of = (terms: ActionTerms, stock: Record<string, number>) => answer(terms, usual, 0, stock);
  const refused = "reasons.ineligible.out-of-stock";
  const coupon: ActionTerms = { kind: "product-coupon", percent: 10, skus: ["A", "B"] };
  assert.equal(of(coupon, { A: 1, B: 0 }), refused);
  assert.equal(of(coupon, { A: 1, B: 2 }), true);
  assert.equal(of(coupon, { A: 0 }), true, "nobody knows how many there are of B");
  assert.equal(of({ kind: "product-coupon", percent: 10 }, { A: 0 }), true);
  const together: ActionTerms = { kind: "combination", percent: 10, skus: ["A", "B"] };
  assert.equal(of(together, { A: 1, B: 2 }), refused);
  assert.equal(of(together, { A: 2 }), true);
  const trial: ActionTerms = { kind: "free-trial", sku: "A", days: 7, cost: 100 };
  assert.equal(of(trial, { A: 1 }), refused);
  assert.equal(of(trial, { A: 2 }), true);
  assert.equal(of({ kind: "free-service", service: "A", cost: 100 }, { A: 0 }), true);
});

test("each kind costs what it gives away on the usual basket", () => {
  const { basket } = usual;
  assert.equal(costOf({ kind: "percent-off", percent: 10, most: 400 }, { basket }).discountRate, 0.05);
  assert.equal(costOf({ kind: "amount-off", amount: 500 }, { basket: { ...basket, amount: 300 } }).onOutcome, 300);
  assert.equal(costOf({ kind: "amount-off", amount: 1_000, leastBasket: 16_000 }, { basket }).savedShare, 1 / 16);
  // One of three products free: its goods cost 60 % of a third of the basket.
  assert.ok(Math.abs(costOf({ kind: "bogo" }, { basket }).discountRate - 0.2) < 1e-12);
  const points = { perMinorUnit: 0.01, worth: 2 };
  assert.equal(costOf({ kind: "extra-points", factor: 3, days: 14 }, { basket, points }).discountRate, 0.04);
  assert.equal(costOf({ kind: "combination", percent: 30, skus: ["A", "B", "C", "D"] }, { basket }).discountRate, 0.3);
  assert.equal(costOf({ kind: "credit", amount: 800 }, { basket }).savedShare, 0.1);
});

const order = { total: 10_000, shipping: 500, goodsCost: 6_000, marginRate: 0.4, owed: 0 };
const aboutOrder: readonly ActionTerms[] = [
  { kind: "reship" },
  { kind: "express-upgrade", cost: 700 },
  { kind: "pickup-redirect", cost: 200 },
  { kind: "cancel-refund" },
];

test("what is done about an order costs what that order says, less what is owed anyway", () => {
  const { basket } = usual;
  const at = (terms: ActionTerms, owed = 0) => costOf(terms, { basket, order: { ...order, owed } });
  assert.equal(at({ kind: "partial-refund", percent: 10 }).atOnce, 1_000);
  assert.equal(at({ kind: "shipping-refund" }).atOnce, 500);
  assert.deepEqual(
    aboutOrder.map((terms) => at(terms).atOnce),
    [6_500, 700, 200, 4_500],
  );
  assert.deepEqual(
    aboutOrder.map((terms) => at(terms, 10_000).atOnce),
    [0, 700, 200, 0],
    "of goods that were lost nothing more is given than is owed",
  );
  assert.equal(at({ kind: "reship" }, 5_000).atOnce, 1_500);
  assert.deepEqual(
    aboutOrder.map((terms) => at(terms, 10_000).savedShare),
    [0.5, 700 / 8_000, 200 / 8_000, 0],
  );
  assert.equal(costOf({ kind: "free-shipping", most: 800 }, { basket }).onOutcome, 800);
  assert.equal(at({ kind: "credit", amount: 300 }).atOnce, 300);
});

test("making good is no incentive: neither caps nor floors hold it back, but what is not there cannot be sent", () => {
  const worst = {
    basket: { ...usual.basket, amount: 100, marginRate: 0 },
    habits: { orders: 9, returns: 8, returnRate: 0.9, somethingNew: false },
    order,
  };
  for (const terms of aboutOrder) {
    assert.equal(
      withinGuardrails(terms, costOf(terms, worst), worst, guardrails, { recentOffers: 99 }),
      true,
      terms.kind,
    );
  }
  for (const terms of [{ kind: "partial-refund", percent: 10 }, { kind: "shipping-refund" }] as const) {
    assert.notEqual(withinGuardrails(terms, costOf(terms, worst), worst, guardrails, { recentOffers: 0 }), true);
  }
});

test("nothing can be done about an order where there is none, nor what is impossible, whatever the program says", () => {
  const document = ProgramDocument.parse({
    ...{ name: "after-a-delay", title: "After a delay", moment: "place", currency: "EUR", goal: { horizonDays: 60 } },
    actions: [...aboutOrder, { kind: "shipping-refund" as const }].map((terms) => ({ id: terms.kind, terms })),
  });
  const program = readyProgram(document, []);
  const asked = { ...usual, shopperId: newId<"shp">(), storeId: null, currency: "EUR", facts: {} };
  const why = (more: Pick<Asked, "order" | "impossible">) =>
    standingActions(program, { ...asked, ...more }, { recentOffers: 0 })
      .slice(1)
      .map(({ ineligibleBecause }) => ineligibleBecause);
  assert.deepEqual(why({}), Array(5).fill("reasons.ineligible.no-order"));
  assert.deepEqual(why({ order }), Array(5).fill(undefined));
  const impossible = { reship: "reasons.ineligible.out-of-stock" };
  assert.deepEqual(why({ order, impossible }), [impossible.reship, ...Array(4).fill(undefined)]);
});

test("the stated belief follows the elasticity of price", () => {
  // 2.62 × −ln 0.9 + 0.05
  assert.ok(Math.abs(priorEffect(0.1).mean - 0.32604) < 1e-4);
  assert.ok(priorEffect(0.2).mean > priorEffect(0.1).mean && priorEffect(0.2).sd > priorEffect(0.1).sd);
});
