import assert from "node:assert/strict";
import { test } from "node:test";
import type { Id } from "../../foundation/ids/index.ts";
import type { Question } from "../decisions/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import { computeRun } from "./compute-run.ts";
import type { LaboratoryTask } from "./laboratory-task.ts";
import { logReader } from "./replay-log.ts";
import { madeLog, madeProgram, madeTask } from "./testing.ts";

const questions = Array.from(
  { length: 60 },
  (_, i): Question => ({
    ...{ subject: `q${i}`, shopperId: `s${i}` as Id<"shp">, storeId: null, storeKey: null, currency: "EUR" },
    ...{ asOf: new Date(Date.UTC(2026, 0, 1 + i)), facts: { loyal: i % 2, spent: 100 }, features: [i % 2, 0] },
    basket: { amount: 4_000 + 50 * i, marginRate: 0.4, oneProduct: 0.5, units: 2 },
    habits: { orders: 3, returns: 0, returnRate: 0, somethingNew: true },
    ...{ modelled: false, prior: { mean: -1, sd: 0.3 }, reasonValues: {}, assumptions: [] },
  }),
);

const five = { id: "five", terms: { kind: "percent-off", percent: 5 }, contact: 5 };
const withFive = ProgramDocument.parse({ ...madeProgram, actions: [...madeProgram.actions, five] });

function run(change: Partial<LaboratoryTask>) {
  const task = { ...madeTask, simulation: { ...madeTask.simulation, questions }, ...change };
  const reader = logReader(task);
  reader.add(madeLog("simulated", 600).map(({ row }) => row));
  return computeRun(task, reader.end(), () => {});
}

test("what the log has never seen is simulated and marked so, beside what the log can tell", () => {
  const { drafts } = run({ drafts: [...madeTask.drafts, { label: "draft", document: withFive }] });
  assert.deepEqual(
    drafts.map(({ draft, basis, simulatedBecause }) => [draft, basis, simulatedBecause]),
    [
      ["1", "log", undefined],
      ["draft", "simulation", "new-actions"],
    ],
  );
  const { outcome, references, caveats } = drafts[1]!;
  assert.ok(outcome.kind === "told" && outcome.againstDone === undefined && outcome.total === undefined);
  // What the log tells and what is believed are no ground for one difference.
  assert.equal(outcome.againstFirst, undefined);
  assert.deepEqual([references.done, caveats], [undefined, ["belief"]]);
  // 600 logged in 90 days, sixty simulated in 59.
  assert.deepEqual(
    drafts.map((each) => each.outcome.kind === "told" && Math.round(1_000 * each.outcome.decisionsPerDay!)),
    [6_010, 915],
  );
});

test("the interval of a simulation is what the doubt of the beliefs spans; the same question has the same answer", () => {
  const asked = () => run({ simulate: true, drafts: [...madeTask.drafts, { label: "draft", document: withFive }] });
  const { drafts } = asked();
  const [first, second] = drafts;
  assert.equal(first!.simulatedBecause, "asked");
  const { outcome, references } = first!;
  assert.ok(outcome.kind === "told" && second!.outcome.kind === "told");
  for (const { value, low, high } of [outcome.figures.margin.perDecision, outcome.figures.visits.perDecision])
    assert.ok(low < value && value < high);
  // The belief: .326 on the log-odds of a chance of .27, doubted by .363.
  const ten = references.constants.find(({ action }) => action === "ten")!.figures;
  assert.ok(ten.visits.added!.value > 0.05 && ten.visits.added!.low < 0, JSON.stringify(ten.visits.added));
  const { planned = 0 } = references.constants.find(({ action }) => action === "ten")!;
  assert.ok(planned > ten.spend.perDecision.low && planned < ten.spend.perDecision.high, `${planned}`);
  assert.deepEqual(references.nothing!.spend.perDecision, { value: 0, low: 0, high: 0 });
  assert.ok(
    second!.outcome.againstFirst!.goal.value >= -1e-9,
    "one more action cannot be worse, believing what is believed",
  );
  // Sixty in 59 days, of whom a tenth is withheld.
  assert.equal(Math.round(1_000 * outcome.decisionsPerDay!), 915);
  assert.deepEqual(asked().drafts, drafts);
});

test("a budget is kept at the pace that is told: of those whom a draft concerns and does not withhold, as everything is per one of them", () => {
  const change = { audience: "loyal == 1.0", goal: { horizonDays: 30, weights: { margin: 0, visits: 100 } } };
  const told = (amount: number, holdout = 0.1) => {
    const document = ProgramDocument.parse({ ...madeProgram, ...change, holdout, budget: { amount, period: "week" } });
    const { drafts, window } = run({ simulate: true, drafts: [{ label: "draft", document }] });
    const { outcome, decisions } = drafts[0]!;
    assert.ok(outcome.kind === "told");
    assert.deepEqual([decisions, window?.from.slice(0, 10)], [30, "2026-01-02"]);
    const { price, planned, decisionsPerDay: perDay = Number.NaN } = outcome;
    return { price, perWeek: planned * perDay * 7, perDay };
  };
  const unlimited = told(1_000_000);
  assert.equal(unlimited.price, 0);
  const amount = Math.round(unlimited.perWeek / 2);
  const limited = told(amount);
  // Thirty subjects come as near as one of them allows.
  assert.ok(limited.price > 0 && limited.perWeek <= amount && limited.perWeek > 0.8 * amount, JSON.stringify(limited));
  // Where half are withheld, the other half may have twice as much.
  const halved = told(amount, 0.5);
  assert.ok(halved.price < limited.price, JSON.stringify(halved));
  assert.ok(Math.abs(halved.perDay / limited.perDay - 0.5 / 0.9) < 1e-9);
});

test("what a return in a store brings is valued at the share that is taken for granted, and nothing of it online", () => {
  const goal = { horizonDays: 30, weights: { sameVisit: 2 } };
  const document = ProgramDocument.parse({ ...madeProgram, goal });
  const nothingIn = (storeKey: string | null) => {
    const asked = questions.map((question) => ({ ...question, storeKey }));
    const { drafts } = run({
      ...{ simulate: true, drafts: [{ label: "draft", document }] },
      simulation: { ...madeTask.simulation, questions: asked },
    });
    return drafts[0]!.references.nothing!;
  };
  const [inStore, online] = [nothingIn("HAM"), nothingIn(null)];
  assert.deepEqual(inStore.margin, online.margin);
  assert.ok(Math.abs(inStore.goal.perDecision.value / inStore.margin.perDecision.value - 1.5) < 1e-9);
  assert.deepEqual(online.goal, online.margin);
});

test("without anybody to look at, it says so", () => {
  const { drafts } = run({ simulate: true, simulation: { ...madeTask.simulation, questions: [] } });
  assert.equal(drafts[0]!.outcome.kind === "refused" && drafts[0]!.outcome.reason, "nobody");
});
