import assert from "node:assert/strict";
import { test } from "node:test";
import { actionName, actionOffer, type WordedAction, type WordedTerms } from "./action-wording.ts";
import { locales } from "./locale.ts";
import { translator } from "./translators.ts";

const en = translator("en");
const named = (terms: WordedTerms, id = "x") => actionName(en, { id, terms, currency: "EUR" });

const every: readonly WordedTerms[] = [
  { kind: "percent-off", percent: 12.5 },
  { kind: "percent-off", percent: 10, most: 2_000 },
  { kind: "amount-off", amount: 500 },
  { kind: "amount-off", amount: 500, leastBasket: 5_000 },
  { kind: "bogo" },
  ...[2, 3, 1.5].map((factor): WordedTerms => ({ kind: "extra-points", factor, days: 14 })),
  { kind: "product-coupon", percent: 15 },
  { kind: "product-coupon", percent: 15, skus: ["A"] },
  { kind: "combination", percent: 20, skus: ["A", "B"] },
  { kind: "free-service", service: "styling", cost: 900 },
  { kind: "free-trial", sku: "TENT-2", days: 1, cost: 700 },
  { kind: "message", about: "Boots" },
  { kind: "credit", amount: 1_000 },
  { kind: "free-shipping", most: 800 },
  { kind: "partial-refund", percent: 10 },
  { kind: "shipping-refund" },
  { kind: "reship" },
  { kind: "express-upgrade", cost: 600 },
  { kind: "pickup-redirect", cost: 200 },
  { kind: "cancel-refund" },
  ...["exchange", "store-credit", "gift-card", "refund", "repair"].map(
    (resolution): WordedTerms => ({ kind: "recommend", resolution }),
  ),
];

test("an action is called by its terms, whatever its identifier", () => {
  assert.deepEqual(
    every.map((terms) => named(terms)),
    [
      "12.5% off",
      "10% off, at most €20.00",
      "€5.00 off",
      "€5.00 off from €50.00 on",
      "Buy one, get one free",
      "Double points for 14 days",
      "Triple points for 14 days",
      "1.5 times the points for 14 days",
      "15% off something new",
      "15% off chosen products",
      "20% off 2 products bought together",
      "Free service: styling",
      "Free trial of TENT-2, one day",
      "Message: Boots",
      "€10.00 store credit",
      "Free shipping next time, at most €8.00",
      "10% of the order refunded",
      "Postage refunded",
      "Sent once more",
      "Upgrade to express",
      "Redirect to a pick-up point",
      "Cancelled with a full refund",
      "Recommend an exchange",
      "Recommend store credit",
      "Recommend a gift card",
      "Recommend the money back",
      "Recommend a repair",
    ],
  );
});

test("every kind has its name and its sentence in every language, with nothing left open", () => {
  for (const locale of locales) {
    const words = translator(locale);
    for (const terms of every)
      for (const text of [actionName, actionOffer].map((say) => say(words, { id: "x-1", terms, currency: "EUR" }))) {
        assert.notEqual(text, "x-1");
        assert.doesNotMatch(text, /[{}]|undefined|NaN/, `${locale} ${terms.kind}`);
      }
  }
});

test("what happened before terms were kept keeps its words; an unknown identifier stands for itself", () => {
  assert.equal(actionName(en, { id: "none" }), "No incentive");
  assert.equal(actionName(en, { id: "percent-10" }), "10% off");
  assert.equal(actionOffer(en, { id: "new-product-coupon" }), "A coupon for a product you have not tried yet");
  // The name of a kind is no earlier identifier, and its text would lack its values.
  for (const id of ["credit", "amount-5", "percent-off"]) assert.equal(actionName(en, { id }), id);
});

test("terms of a kind that this catalogue does not know leave the identifier", () => {
  const action = { id: "balloon", terms: { kind: "balloon" } } as unknown as WordedAction;
  assert.equal(actionName(en, action), "balloon");
});
