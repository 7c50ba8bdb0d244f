import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "@aftercare/messages";
import { getLaboratoryRun, listLaboratoryRuns } from "@aftercare/platform/contract";
import { budgetFor, isSameButBudget, withBudget } from "./budget-of-point.ts";
import { placeOfPoint, placesBeside } from "./frontier-places.ts";
import { laboratoryCsv } from "./laboratory-csv.ts";
import {
  type DraftResult,
  draftIn,
  type Figures,
  leadsOf,
  measures,
  type Result,
  referenceIn,
  views,
} from "./run-types.ts";

const { t, has } = translator("en");
const interval = (value: number) => ({ value, low: value - 10, high: value + 10 });
const figure = (value: number) => ({ perDecision: interval(value), added: interval(value / 2) });
const figures: Figures = {
  ...{ goal: figure(400), margin: figure(400), revenue: figure(1_000), spend: figure(20) },
  visits: { perDecision: { value: 0.25, low: 0.2, high: 0.3 } },
};
const draft: DraftResult = {
  ...{ draft: "draft", basis: "simulation", simulatedBecause: "no-log", decisions: 200, concerned: 150 },
  outcome: {
    ...{ kind: "told", figures, price: 0.5, planned: 20, shares: [{ action: "none", share: 1 }] },
    frontier: [{ price: 0, planned: 20, figures }],
  },
  ...{ unknownFacts: [], caveats: ["belief"] },
  references: { nothing: figures, constants: [{ action: "ten", figures }], untold: [] },
};
const result: Result = { currency: "EUR", drafts: [draft] };

test("everything that a run can answer has its words", () => {
  const run = listLaboratoryRuns.output.shape.items.element.shape;
  const { drafts } = getLaboratoryRun.output.shape.result.unwrap().shape;
  const { basis, simulatedBecause, outcome, caveats } = drafts.element.shape;
  const [, refused] = outcome.options;
  const handles = {
    state: run.state.options,
    failure: run.failure.unwrap().options,
    basis: basis.options,
    simulated: simulatedBecause.unwrap().options,
    refused: refused.shape.reason.options,
    caveat: caveats.element.options,
    view: views,
    measure: measures,
  };
  const missing = Object.entries(handles).flatMap(([part, names]) =>
    names.map((name) => `laboratory.${part}.${name}`).filter((key) => !has(key)),
  );
  assert.deepEqual(missing, []);
});

test("figures are looked at per decision, in total, beside nothing; what is not there is left out", () => {
  assert.equal(draftIn("per-decision", draft)?.margin?.value, 400);
  assert.deepEqual([draftIn("added", draft)?.margin?.value, draftIn("added", draft)?.visits], [200, undefined]);
  assert.deepEqual([draftIn("total", draft), draftIn("against-done", draft)], [undefined, undefined]);
  assert.deepEqual(referenceIn("total", figures, 200)?.spend, { value: 4_000, low: 2_000, high: 6_000 });
  assert.equal(referenceIn("against-done", figures, 200), undefined);
});

test("a draft is compared with nothing for anybody first, and with each action that can be compared", () => {
  const seven = interval(7);
  const differences = { goal: seven, margin: seven, revenue: seven, visits: seven, spend: seven };
  const references = {
    ...draft.references,
    constants: [
      { action: "ten", figures },
      { action: "bogo", figures, draftAhead: differences },
    ],
  };
  assert.deepEqual(
    leadsOf({ ...draft, references }).map(({ action, lead }) => [action, lead.value]),
    [
      [undefined, 200],
      ["bogo", 7],
    ],
  );
  const refused = { ...draft, outcome: { kind: "refused" as const, reason: "nobody" as const, shares: [] } };
  assert.deepEqual(leadsOf(refused), []);
});

test("everything in the picture of a frontier stands by its planned cost; what has none is left out", () => {
  const references = {
    ...{ done: { ...figures, planned: 12 }, nothing: figures, untold: [] },
    constants: [
      { action: "ten", planned: 35, figures },
      { action: "bogo", figures },
    ],
  };
  const { done, nothing, constants } = placesBeside({ ...draft, references }, "margin");
  assert.deepEqual(done, { spend: 12, value: 200, low: 190, high: 210 });
  assert.deepEqual([nothing?.spend, constants.map(({ action, spend }) => [action, spend])], [0, [["ten", 35]]]);
  assert.equal(placesBeside({ ...draft, references: { ...references, done: figures } }, "margin").done, undefined);
  assert.equal(placeOfPoint({ price: 0, planned: 17, figures }, "margin").spend, 17);
});

test("a file of it says in every line what the figures rest on", () => {
  const words = { draft: (label: string) => label, action: (id: string) => id, measure: (each: string) => each };
  const [heads, ...lines] = laboratoryCsv({ program: "p" }, result, { t }, words);
  assert.equal(lines.length, 4);
  for (const line of lines) {
    assert.equal(line.length, heads!.length);
    assert.deepEqual([line[0], line[2], line[4]], ["p", "Simulation", "200"]);
  }
  assert.deepEqual(lines[0]!.slice(7, 13), ["4.00", "3.90", "4.10", "2.00", "1.90", "2.10"]);
  // The draft, nothing, an action of an older run that has none, a point.
  assert.equal(heads![6], "Planned incentive cost");
  assert.deepEqual(
    lines.map((line) => line[6]),
    ["0.20", "0.00", "", "0.20"],
  );
});

test("a point is a budget for a period, and regions keep their parts of it", () => {
  assert.equal(budgetFor(20, 10, "week"), 1_400);
  assert.equal(budgetFor(0.001, 1, "week"), 1);
  const document = {
    budget: { amount: 3_000, period: "month", regions: [{ region: "north", amount: 1_500 }] },
  } as unknown as Parameters<typeof withBudget>[0];
  const half = withBudget(document, 1_500, "month").budget!;
  assert.deepEqual([half.amount, half.regions], [1_500, [{ region: "north", amount: 750 }]]);
  assert.ok(isSameButBudget(document, withBudget(document, 350, "week"), "EUR"));
  assert.ok(isSameButBudget(document, { currency: "EUR", ...document }, "EUR"));
  assert.ok(!isSameButBudget(document, { ...document, exploration: 0.3 }, "EUR"));
  const weekly = withBudget(document, 350, "week").budget!;
  assert.equal(weekly.period, "week");
  assert.ok(weekly.regions![0]!.amount <= 175 && weekly.regions![0]!.amount > 160, JSON.stringify(weekly));
  const more = withBudget(document, 9_000, "month").budget!;
  assert.deepEqual(more.regions, [{ region: "north", amount: 1_500 }]);
});
