import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../foundation/ids/index.ts";
import { fitProgramModel } from "../policy/index.ts";
import { log } from "../policy/testing.ts";
import { ProgramDocument, readyProgram } from "../programs/index.ts";
import type { Question } from "./case.ts";
import { caseUnderProgram } from "./case-under-program.ts";
import type { Models } from "./predict.ts";
import { weigh } from "./weigh.ts";

const place = { features: [{ name: "loyal", reason: "frequency", scale: "plain", value: () => 1 }] } as const;
const question: Question = {
  ...{ subject: "s", shopperId: newId<"shp">(), storeId: null, storeKey: null, currency: "EUR" },
  ...{
    asOf: new Date("2026-03-02T09:00:00Z"),
    features: [1],
    facts: {},
    modelled: false,
    prior: { mean: -0.6, sd: 1 },
  },
  basket: { amount: 5_000, marginRate: 0.4, oneProduct: 0.5, units: 2 },
  habits: { orders: 3, returns: 1, returnRate: 0.1, somethingNew: true },
  ...{ reasonValues: {}, assumptions: [] },
};
const store = { storeId: newId<"sto">(), storeKey: "HAM" };

/** The coupon makes fewer buy, but those before they leave. */
const rows = log(3_000, "decided in stores", (arm) => (arm === 2 ? -0.4 : 0)).map((row) => ({
  ...row,
  sameVisit: row.arm === 2 ? row.margin : 0,
}));
const learned = fitProgramModel(rows, ["none", "ten", "coupon"], ["loyal"]);

function decide(asked: Question, sameVisit: number, models: Models) {
  const document = ProgramDocument.parse({
    ...{ name: "greeting", title: "Greeting", moment: "test.moment", holdout: 0, exploration: 0 },
    actions: [
      { id: "ten", terms: { kind: "percent-off", percent: 10 } },
      { id: "coupon", terms: { kind: "percent-off", percent: 2 } },
    ],
    goal: { horizonDays: 60, weights: { sameVisit } },
    guardrails: { marginFloor: 0 },
  });
  const program = { ...readyProgram(document, []), version: 1, since: new Date(0) };
  return weigh(place, caseUnderProgram(asked, program, { recentOffers: 0, now: asked.asOf, models }), models, "x");
}

test("a goal that weighs the margin of the same visit is for what makes people buy in it, in a store", () => {
  const models = { program: learned };
  assert.equal(decide({ ...question, ...store }, 2, models).chosen, "coupon");
  assert.equal(decide({ ...question, ...store }, 0, models).chosen, "none");
});

test("online nothing is bought in the same visit: the weight changes nothing", () => {
  for (const models of [{ program: learned }, {}])
    assert.deepEqual(decide(question, 2, models), decide(question, 0, models));
});

test("before anything was learned, the share that is taken for granted is named in a store", () => {
  const stated = { key: "reasons.assumed.same-visit", values: { percent: 25 } };
  const named = (asked: Question, sameVisit: number, models: Models) =>
    decide(asked, sameVisit, models).assumptions.some((each) => {
      if (each.key !== stated.key) return false;
      assert.deepEqual(each, stated);
      return true;
    });
  const there = { ...question, ...store };
  assert.deepEqual(
    [named(there, 2, {}), named(there, 0, {}), named(question, 2, {}), named(there, 2, { program: learned })],
    [true, false, false, false],
  );
  const [none] = decide(there, 2, {}).alternatives;
  const [without] = decide(there, 0, {}).alternatives;
  assert.ok(Math.abs(none!.value.value / without!.value.value - 1.5) < 1e-9);
});
