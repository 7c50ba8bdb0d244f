import assert from "node:assert/strict";
import { test } from "node:test";
import { ProgramDocument } from "../../../../platform/src/judgement/programs/program.schema.ts";
import { completeTerms, documentOf, draftOf, kinds, kindsAt, termsOf } from "./draft.ts";
import { newDraft, slugOf } from "./new-draft.ts";

const weights = { margin: 1, revenue: 0, sameVisit: 1.5, visits: 500, points: 0.5 };
const document = ProgramDocument.parse({
  name: "spring",
  title: "Spring",
  moment: "return.incentive",
  currency: "EUR",
  audience: "orders >= 2.0",
  actions: [
    { id: "ten", terms: { kind: "percent-off", percent: 10, most: 2_000 }, eligible: "in_store" },
    { id: "styling", terms: { kind: "free-service", service: "styling", cost: 900 }, contact: 5 },
  ],
  goal: { horizonDays: 60, weights, regions: [{ region: "north", weights: { ...weights, margin: 2 } }] },
  regions: [
    { name: "south", stores: ["3"] },
    { name: "north", stores: ["1", "2"] },
  ],
  budget: { amount: 100_000, period: "month", regions: [{ region: "south", amount: 20_000 }] },
  warmUp: { days: 14, exploration: 0.5 },
});

test("what is opened for editing and not changed is saved as it was", () => {
  assert.deepEqual(documentOf(draftOf(document)), document);
  const plain = ProgramDocument.parse({
    ...{ name: "x", title: "X", moment: "return.incentive", goal: { horizonDays: 30 } },
    actions: [{ id: "two", terms: { kind: "bogo" } }],
  });
  assert.deepEqual(documentOf(draftOf(plain)), plain);
});

test("a number that was emptied is asked for, and not taken for the usual one", () => {
  const draft = draftOf(document);
  const [first, ...others] = draft.actions;
  const { error } = ProgramDocument.safeParse(
    documentOf({
      ...draft,
      actions: [{ ...first!, contact: undefined }, ...others],
      weights: { ...draft.weights, margin: undefined },
      numbers: { ...draft.numbers, holdout: undefined, "offers/graceDays": undefined },
    }),
  );
  assert.deepEqual(
    error?.issues.map(({ path, message }) => [path.join("/"), message.includes("received null")]),
    [
      ["actions/0/contact", true],
      ["goal/weights/margin", true],
      ["offers/graceDays", true],
      ["holdout", true],
    ],
  );
});

test("a new program needs its title only", () => {
  const draft = newDraft({ name: "return.incentive", horizons: [60, 30], facts: [] }, "EUR");
  const { error } = ProgramDocument.safeParse({ ...documentOf(draft), name: slugOf("Für Ötzi & Söhne") });
  assert.deepEqual(
    error?.issues.map(({ path }) => path.join("/")),
    ["title"],
  );
});

test("terms carry what their kind asks for, however much was typed for another kind", () => {
  const typed = { percent: 5, amount: 300, leastBasket: undefined, days: 7, skus: [] };
  assert.deepEqual(termsOf({ kind: "amount-off", ...typed }), { kind: "amount-off", amount: 300 });
  assert.deepEqual(termsOf({ kind: "product-coupon", ...typed }), { kind: "product-coupon", percent: 5 });
  for (const kind of kinds) {
    const complete = kind === "percent-off" || kind === "amount-off" || kind === "bogo";
    const bare = kind === "shipping-refund" || kind === "reship" || kind === "cancel-refund";
    const known = complete || bare || kind === "product-coupon" || kind === "credit" || kind === "partial-refund";
    assert.equal(completeTerms({ kind, ...typed }) !== undefined, known, kind);
  }
});

test("of what cannot be done at a moment only what stands there already is shown", () => {
  assert.deepEqual(kindsAt({ kinds: ["percent-off", "credit"] }, "reship"), ["percent-off", "credit", "reship"]);
  assert.deepEqual(kindsAt({}, "bogo"), kinds);
});

test("a title becomes a name that addresses can carry", () => {
  assert.equal(slugOf("Für Ötzi & Söhne"), "fur-otzi-sohne");
  assert.equal(slugOf("  "), "");
  assert.equal(slugOf("退货"), "");
});
