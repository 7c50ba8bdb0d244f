import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ActionTerms } from "../../../facts/actions/index.ts";
import { type BasketLine, chooseOffers, type WantedOffer } from "./index.ts";

const skus = ["A", "B", "C", "SETUP"] as const;
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, each) => all + each, 0n);

function offer(code: string, terms: ActionTerms | undefined, group?: string): WantedOffer {
  return { code, terms, group, isNew: (sku) => sku === "B" };
}
const line = (sku: string, quantity: number, amount: bigint): BasketLine => ({ sku, quantity, amount });

/** What each offer takes off each line. */
function offOf(offers: readonly WantedOffer[], lines: readonly BasketLine[]) {
  return Object.fromEntries(chooseOffers(offers, lines).used.map(({ code, off }) => [code, off.map(Number)]));
}

const percent = fc.integer({ min: 1, max: 90 });
const amount = fc.integer({ min: 1, max: 30_000 });
const some = fc.subarray([...skus], { minLength: 2 });
const terms: fc.Arbitrary<ActionTerms | undefined> = fc.oneof(
  fc.record(
    { kind: fc.constant("percent-off" as const), percent, most: amount },
    { requiredKeys: ["kind", "percent"] },
  ),
  fc.record(
    { kind: fc.constant("amount-off" as const), amount, leastBasket: amount },
    { requiredKeys: ["kind", "amount"] },
  ),
  fc.constant({ kind: "bogo" as const }),
  fc.record(
    { kind: fc.constant("product-coupon" as const), percent, skus: some },
    { requiredKeys: ["kind", "percent"] },
  ),
  fc.record({ kind: fc.constant("combination" as const), percent, skus: some }),
  fc.record({ kind: fc.constant("free-service" as const), service: fc.constant("SETUP"), cost: amount }),
  fc.record({ kind: fc.constant("credit" as const), amount }),
  fc.constant({ kind: "extra-points" as const, factor: 2, days: 30 }),
  fc.constant(undefined),
);
const offers = fc
  .array(fc.tuple(terms, fc.constantFrom("summer", "loyal", undefined)), { maxLength: 6 })
  .map((list) => list.map(([each, group], index) => offer(`CODE-${index}`, each, group)));
const lines = fc.array(
  fc.record({
    sku: fc.constantFrom(...skus),
    quantity: fc.integer({ min: 1, max: 5 }),
    amount: fc.bigInt(0n, 20_000n),
  }),
  { minLength: 1, maxLength: 6 },
);

test("offers never take more than a line costs, and their parts sum to what they take in all", () => {
  fc.assert(
    fc.property(offers, lines, (wanted, basket) => {
      const { used, unused, left } = chooseOffers(wanted, basket);
      assert.equal(used.length + unused.size, wanted.length);
      basket.forEach((each, place) => {
        const off = sum(used.map((one) => one.off[place]!));
        assert.ok(left[place]! >= 0n && off >= 0n);
        assert.equal(left[place]! + off, each.amount);
      });
      for (const { off, given } of used) {
        assert.equal(sum(off), given);
        assert.ok(off.every((each) => each >= 0n));
      }
    }),
  );
});

test("the order in which codes are typed does not matter", () => {
  const shuffled = offers.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, lines, ([wanted, other], basket) => {
      assert.deepEqual(chooseOffers(wanted, basket), chooseOffers(other, basket));
    }),
  );
});

test("one more offer never makes a purchase dearer", () => {
  fc.assert(
    fc.property(offers, lines, fc.nat(5), (wanted, basket, dropped) => {
      const fewer = wanted.filter((_, index) => index !== dropped);
      const pays = (list: readonly WantedOffer[]) => sum(chooseOffers(list, basket).left);
      assert.ok(pays(wanted) <= pays(fewer));
    }),
    { numRuns: 300 },
  );
});

test("what is used together is one offer, or of one group, and none of it is used for nothing", () => {
  fc.assert(
    fc.property(offers, lines, (wanted, basket) => {
      const { used } = chooseOffers(wanted, basket);
      const chosen = used.map(({ code }) => wanted.find((each) => each.code === code)!);
      const groups = new Set(chosen.map(({ group }) => group));
      assert.ok(chosen.length < 2 || (groups.size === 1 && !groups.has(undefined)));
      for (const { code, given } of used) {
        const kind = chosen.find((each) => each.code === code)?.terms?.kind;
        assert.ok(given > 0n || kind === "free-service");
      }
    }),
  );
});

test("a share is rounded once, capped, and split over the lines to the cent", () => {
  const basket = [line("A", 1, 333n), line("B", 1, 333n), line("C", 1, 334n)];
  assert.deepEqual(offOf([offer("x", { kind: "percent-off", percent: 12.5 })], basket), { x: [41, 42, 42] });
  assert.deepEqual(offOf([offer("x", { kind: "percent-off", percent: 50, most: 100 })], basket), { x: [33, 33, 34] });
});

test("a sum needs its least basket, which other offers do not make smaller", () => {
  const ten: ActionTerms = { kind: "amount-off", amount: 1000, leastBasket: 5000 };
  const half: ActionTerms = { kind: "percent-off", percent: 50 };
  assert.equal(chooseOffers([offer("x", ten)], [line("A", 1, 4999n)]).unused.get("x"), "below-least-basket");
  const both = [offer("x", ten, "any"), offer("y", half, "any")];
  assert.deepEqual(offOf(both, [line("A", 2, 5000n)]), { x: [1000], y: [2500] });
});

test("of two of the same the second is free, once, wherever they stand", () => {
  const bogo = offer("x", { kind: "bogo" });
  assert.deepEqual(offOf([bogo], [line("A", 5, 5001n), line("B", 2, 1500n)]), { x: [1000, 0] });
  assert.deepEqual(offOf([bogo], [line("A", 1, 900n), line("B", 1, 5000n), line("A", 1, 1000n)]), { x: [900, 0, 0] });
  assert.equal(chooseOffers([bogo], [line("A", 1, 900n)]).unused.get("x"), "no-second-of-the-same");
});

test("a coupon covers one unit of one product: the dearest of those named, or of those that are new", () => {
  const basket = [line("A", 2, 4000n), line("B", 2, 1000n)];
  assert.deepEqual(offOf([offer("x", { kind: "product-coupon", percent: 20 })], basket), { x: [0, 100] });
  assert.deepEqual(offOf([offer("x", { kind: "product-coupon", percent: 20, skus: ["A", "B"] })], basket), {
    x: [400, 0],
  });
  const none = chooseOffers([offer("x", { kind: "product-coupon", percent: 20, skus: ["D"] })], basket);
  assert.equal(none.unused.get("x"), "no-such-product");
});

test("products bought together need all of them, and count once each", () => {
  const pair = offer("x", { kind: "combination", percent: 10, skus: ["A", "B"] });
  assert.deepEqual(offOf([pair], [line("A", 3, 3000n), line("B", 1, 505n)]), { x: [100, 51] });
  assert.equal(chooseOffers([pair], [line("A", 3, 3000n)]).unused.get("x"), "not-all-products");
});

test("a service is free where it is sold, and else given beside the basket; money off goes before it", () => {
  const service = offer("x", { kind: "free-service", service: "SETUP", cost: 2500 });
  assert.deepEqual(offOf([service], [line("A", 1, 1000n), line("SETUP", 1, 4900n)]), { x: [0, 4900] });
  assert.deepEqual(offOf([service], [line("A", 1, 1000n)]), { x: [0] });
  const five = offer("y", { kind: "amount-off", amount: 500 });
  const choice = chooseOffers([service, five], [line("A", 1, 1000n)]);
  assert.deepEqual([choice.used.map(({ code }) => code), choice.unused.get("x")], [["y"], "not-with-others"]);
});

test("an offer that would take nothing any more stays unused for the next purchase", () => {
  const offersTogether = [
    offer("x", { kind: "credit", amount: 5000 }, "any"),
    offer("y", { kind: "amount-off", amount: 6000 }, "any"),
  ];
  const { used, unused } = chooseOffers(offersTogether, [line("A", 1, 4000n)]);
  assert.deepEqual([used.length, unused.size], [1, 1]);
});

test("extra points need no till, and an offer whose terms nobody knows takes nothing", () => {
  const wanted = [offer("x", { kind: "extra-points", factor: 2, days: 30 }), offer("y", undefined)];
  const { unused } = chooseOffers(wanted, [line("A", 1, 4000n)]);
  assert.deepEqual([unused.get("x"), unused.get("y")], ["works-by-itself", "unknown-terms"]);
});
