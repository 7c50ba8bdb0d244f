import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { z } from "zod";
import { checkProgram, type ProgramMoment } from "./check-program.ts";
import { compileExpression } from "./expression.ts";
import { ProgramDocument } from "./program.schema.ts";

const moment: ProgramMoment = {
  name: "return.incentive",
  horizons: [30, 60],
  facts: [
    { name: "orders", type: "number" },
    { name: "store", type: "text" },
    { name: "in_store", type: "yes-no" },
  ],
};
const plain: z.input<typeof ProgramDocument> = {
  ...{ name: "after-a-return", title: "After a return", moment: "return.incentive" },
  actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
  goal: { horizonDays: 60 },
};
const faults = (change: Partial<typeof plain>) =>
  checkProgram(ProgramDocument.parse({ ...plain, ...change }), [moment]);
const fields = (change: Partial<typeof plain>) => faults(change).map(({ field }) => field);

describe("a program", () => {
  test("of few words is whole: the rest has a sensible default", () => {
    assert.deepEqual(faults({}), []);
    const { guardrails, exploration, holdout, goal } = ProgramDocument.parse(plain);
    assert.deepEqual([guardrails.marginFloor, exploration, holdout, goal.weights.margin], [0.1, 0.1, 0.1, 1]);
  });

  test("is refused with the place of each fault", () => {
    assert.deepEqual(fields({ moment: "no.such" }), ["moment"]);
    assert.deepEqual(fields({ goal: { horizonDays: 45 } }), ["goal/horizonDays"]);
    const none = { region: "north", weights: { margin: 0 } };
    assert.deepEqual(
      fields({ goal: { horizonDays: 60, regions: [none] }, regions: [{ name: "north", stores: ["hamburg"] }] }),
      ["goal/regions/0/weights/margin"],
    );
    assert.deepEqual(fields({ goal: { horizonDays: 60, weights: none.weights } }), ["goal/weights/margin"]);
    assert.deepEqual(fields({ goal: { horizonDays: 60, weights: { margin: 0, revenue: 0.1 } } }), []);
    const ten = plain.actions[0]!;
    assert.deepEqual(fields({ actions: [ten, ten] }), ["actions/1/id"]);
    assert.deepEqual(fields({ actions: [{ ...ten, terms: { kind: "percent-off", percent: 80 } }] }), [
      "actions/0/terms/percent",
    ]);
    assert.deepEqual(fields({ actions: [{ id: "five", terms: { kind: "amount-off", amount: 500 } }] }), ["currency"]);
    assert.deepEqual(
      fields({ currency: "EUR", actions: [{ id: "five", terms: { kind: "amount-off", amount: 500 } }] }),
      [],
    );
  });

  test("has regions that share no store, and parts of the budget that fit into it", () => {
    const regions = [
      { name: "north", stores: ["hamburg"] },
      { name: "south", stores: ["munich", "hamburg"] },
    ];
    assert.deepEqual(fields({ regions }), ["regions/1/stores/1"]);
    const budget = {
      amount: 100_000,
      period: "month" as const,
      regions: [
        { region: "north", amount: 100_001 },
        { region: "east", amount: 1 },
      ],
    };
    assert.deepEqual(fields({ currency: "EUR", budget, regions: [regions[0]!] }), [
      "budget/regions/1/region",
      "budget/regions",
    ]);
  });

  test("does only what the moment can do", () => {
    const actions = [{ id: "news", terms: { kind: "message" as const, about: "News" } }];
    const document = ProgramDocument.parse({ ...plain, actions });
    const found = checkProgram(document, [{ ...moment, kinds: ["percent-off"] }]);
    assert.deepEqual(
      found.map(({ field }) => field),
      ["actions/0/terms/kind"],
    );
    assert.deepEqual(checkProgram(document, [{ ...moment, kinds: ["percent-off", "message"] }]), []);
    assert.deepEqual(checkProgram(document, [moment]), []);
  });

  test("has expressions whose faults are placed in their text", () => {
    assert.deepEqual(fields({ audience: "orders >= 3.0 && in_store" }), []);
    const [fault] = faults({ actions: [{ ...plain.actions[0]!, eligible: "order >= 3.0" }] });
    assert.deepEqual([fault?.field, fault?.at], ["actions/0/eligible", { start: 0, end: 5 }]);
    assert.match(fault?.message ?? "", /Unknown variable: order/);
  });
});

describe("an expression", () => {
  const compiled = (text: string) => compileExpression(text, moment.facts);

  test("reads facts and answers yes or no", () => {
    const found = compiled('orders >= 3.0 && (store in ["hamburg", "munich"] || !in_store)');
    assert.ok("predicate" in found);
    assert.equal(found.predicate({ orders: 3, store: "munich", in_store: true }), true);
    assert.equal(found.predicate({ orders: 3, store: "vienna", in_store: true }), false);
    assert.equal(found.predicate({ orders: 2, store: "vienna", in_store: false }), false);
  });

  test("that is no question, reaches outside, or could run for years is refused", () => {
    for (const text of [
      "orders",
      "orders +",
      "orders.constructor",
      "__proto__",
      "orders >",
      'store.matches("(a+)+$")',
      "",
      "true".padEnd(2_000, "||true"),
    ]) {
      assert.ok("error" in compiled(text), text);
    }
  });
});
