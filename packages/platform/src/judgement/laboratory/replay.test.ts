import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ProgramDocument } from "../programs/index.ts";
import { computeRun } from "./compute-run.ts";
import { draftUnderLog } from "./draft-under-log.ts";
import { constantShares, sharesAt } from "./given-shares.ts";
import type { LaboratoryTask } from "./laboratory-task.ts";
import { armsOf } from "./logged-case.ts";
import { foretell } from "./out-of-fold.ts";
import type { Measure } from "./outcomes-in-view.ts";
import { valuation } from "./policy-value.ts";
import { logReader } from "./replay-log.ts";
import { replayDraft } from "./replayed-draft.ts";
import type { DraftResult } from "./result.schema.ts";
import { type KnownRow, madeLog, madeProgram, madeTask } from "./testing.ts";

const quiet = () => {};

function read(known: readonly KnownRow[], task: LaboratoryTask = madeTask) {
  const reader = logReader(task);
  reader.add(known.map(({ row }) => row));
  return reader.end();
}

function run(known: readonly KnownRow[], change: Partial<LaboratoryTask>): DraftResult[] {
  const task = { ...madeTask, ...change };
  return computeRun(task, read(known, task), quiet).drafts;
}

const draft = (change: object) => ({ label: "draft", document: ProgramDocument.parse({ ...madeProgram, ...change }) });

function toldBy({ outcome }: DraftResult) {
  assert.equal(outcome.kind, "told", JSON.stringify(outcome));
  return outcome as Extract<DraftResult["outcome"], { kind: "told" }>;
}

describe("a draft on a log whose truth is known", () => {
  test("is worth what its interval says, and so are doing the same for all, nothing, and the difference of two", () => {
    let [held, all] = [0, 0];
    let off = 0;
    for (let seed = 0; seed < 12; seed++) {
      const known = madeLog(`truth ${seed}`, 1_600);
      const log = read(known);
      const open = known.filter(({ row }) => !row.withheld);
      const expected = foretell(log.cases, log.open, { arms: log.arms.names, features: ["loyal", "recency"] });
      const { moment, versions } = madeTask;
      const asked = draftUnderLog(madeProgram, { arms: log.arms, facts: moment.facts, versions });
      const replayed = replayDraft(log.open, expected, { draft: asked, arms: 3 });
      const values = valuation(replayed);
      const policies = {
        ...{ own: sharesAt(replayed, 0, 0.1), sparing: sharesAt(replayed, 0.8, 0.1) },
        ...{ nothing: constantShares(replayed, 0), ten: constantShares(replayed, 1) },
      };
      const truthOf = (shares: Float64Array, measure: Measure) =>
        open.reduce(
          (sum, { truth }, i) => sum + truth.reduce((s, each, a) => s + shares[3 * i + a]! * each[measure], 0),
          0,
        ) / open.length;
      const told = (shares: Float64Array) => {
        const value = values.valueOf(shares);
        assert.equal(value.kind, "told");
        return value.kind === "told" ? value.by : values.done;
      };
      const nothing = told(policies.nothing);
      for (const shares of Object.values(policies)) {
        const by = told(shares);
        for (const measure of ["margin", "visits", "spend"] as const) {
          const value = values.interval((i) => by[measure][i]!);
          const added = values.interval((i) => by[measure][i]! - nothing[measure][i]!);
          const truth = truthOf(shares, measure);
          const more = truth - truthOf(policies.nothing, measure);
          held += Number(value.low <= truth && truth <= value.high) + Number(added.low <= more && more <= added.high);
          all += 2;
          if (measure === "margin" && shares === policies.own) off += (added.value - more) / (added.high - added.low);
        }
      }
      assert.deepEqual(
        values.interval((i) => nothing.spend[i]!),
        { value: 0, low: 0, high: 0 },
      );
    }
    // Of 288 intervals at 95 %, which hang together within a log.
    assert.ok(held / all > 0.9, `${held} of ${all}`);
    assert.ok(Math.abs(off / 12) < 0.2, `${off / 12}`);
  });

  test("has a frontier from all it would give to nothing, references, and sums over the whole log", () => {
    const [result] = run(madeLog("frontier", 3_000), {});
    const told = toldBy(result!);
    const planned = told.frontier.map((point) => point.planned);
    assert.ok(told.frontier.length >= 15, `${told.frontier.length}`);
    assert.deepEqual(
      planned,
      planned.toSorted((a, b) => b - a),
    );
    assert.equal(planned.at(-1), 0);
    assert.deepEqual(told.frontier[0]!.figures, told.figures);
    assert.ok(Math.abs(told.total!.margin.value - told.figures.margin.perDecision.value * result!.decisions) < 1e-6);
    const { constants, done, nothing, untold } = result!.references;
    assert.deepEqual([constants.map(({ action }) => action), untold], [["ten", "coupon"], []]);
    const less = told.figures.revenue.perDecision.value - done!.revenue.perDecision.value;
    assert.ok(Math.abs(told.againstDone!.revenue.value - less) < 1e-9);
    assert.ok(done!.spend.perDecision.value > 0 && nothing!.spend.perDecision.value === 0);
    assert.ok(Math.abs(told.shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
    assert.deepEqual(run(madeLog("frontier", 3_000), {}), [result]);
  });

  test("says what trying out costs, which is what its frontier ends at and no price lowers", () => {
    const [tries, never] = run(madeLog("explored", 2_000), {
      drafts: [draft({ exploration: 0.2 }), { ...draft({}), label: "1" }],
    });
    const { explored = 0, frontier } = toldBy(tries!);
    assert.ok(explored > 0);
    assert.ok(Math.abs(frontier.at(-1)!.planned - explored) < 1e-9, `${explored}`);
    assert.equal(toldBy(never!).explored, 0);
  });

  test("keeps its budget at the log's pace, and is compared with the first draft", () => {
    const frugal = draft({ budget: { amount: 20_000, period: "month", regions: [] } });
    const [first, second] = run(madeLog("budget", 3_000), { drafts: [...madeTask.drafts, frugal] });
    const told = toldBy(second!);
    // 3,000 decisions in 90 days are 1,015 a month, of which the draft withholds a tenth.
    assert.ok(
      told.price > 0 && told.planned <= 21.91 && told.planned > 21.8,
      JSON.stringify([told.price, told.planned]),
    );
    assert.ok(told.againstFirst!.spend.high < 0 && toldBy(first!).againstFirst === undefined);
    // Where half are withheld, the other half may have more, also beside a draft that withholds fewer.
    const drafts = [...madeTask.drafts, draft({ ...frugal.document, holdout: 0.5 })];
    const halved = toldBy(run(madeLog("budget", 3_000), { drafts })[1]!);
    assert.ok(Math.abs(halved.planned - told.planned * (0.9 / 0.5)) < 0.2, `${halved.planned}`);
    for (const each of [told, halved]) {
      const month = each.planned * each.decisionsPerDay! * 30.436875;
      assert.ok(month <= 20_000 && month > 19_800, `${month}`);
    }
  });

  test("is valued by the margin of the same visit where its goal weighs it and it was decided in a store", () => {
    const bought = madeLog("same visit", 3_000).map(({ row, truth }) => {
      const atOnce = row.chosen === "coupon" && row.visits > 0 ? row.margin + 5 : 0;
      return { row: { ...row, store: "HAM", same_visit: atOnce }, truth };
    });
    const online = bought.map(({ row: { same_visit: _, ...row }, truth }) => ({ row: { ...row, store: null }, truth }));
    const weighing = draft({ goal: { horizonDays: 30, weights: { sameVisit: 2 } } });
    const [plain, after] = run(bought, { drafts: [...madeTask.drafts, weighing] }).map(toldBy);
    const couponsOf = ({ shares }: ReturnType<typeof toldBy>) =>
      shares.find(({ action }) => action === "coupon")!.share;
    assert.ok(couponsOf(after!) > couponsOf(plain!) + 0.2, `${couponsOf(after!)} after ${couponsOf(plain!)}`);
    assert.ok(after!.againstFirst!.goal.low > 0 && after!.againstFirst!.margin.value < 0);
    assert.deepEqual(plain!.figures.goal, plain!.figures.margin);
    const [first, same] = run(online, { drafts: [...madeTask.drafts, weighing] }).map(toldBy);
    assert.deepEqual([same!.figures, same!.shares], [first!.figures, first!.shares]);
  });

  test("could not have given what was not in stock then, also where its moment is asked again", () => {
    const [{ row, truth }] = madeLog("stock", 1) as [KnownRow];
    const alternatives = (JSON.parse(row.alternatives) as { action: string }[]).map((each) =>
      each.action === "coupon" ? { ...each, ineligibleBecause: "reasons.ineligible.out-of-stock" } : each,
    );
    const seen = {
      ...{ facts: { loyal: 1, spent: 0 }, offeredAt: [] },
      habits: { orders: 1, returns: 0, returnRate: 0, somethingNew: true },
    };
    const log = read([{ row: { ...row, seen, alternatives: JSON.stringify(alternatives) }, truth }]);
    const { moment, versions } = madeTask;
    const asked = draftUnderLog(madeProgram, { arms: log.arms, facts: moment.facts, versions });
    assert.deepEqual(asked.standing(log.cases[0]!).eligible, [true, true, false]);
  });

  test("is refused a figure where what it would do was hardly possible", () => {
    const known = madeLog("never", 1_500).filter(({ row }) => row.chosen !== "coupon");
    const never = known.map(({ row, truth }) => {
      const alternatives = (JSON.parse(row.alternatives) as { action: string; propensity: number }[]).map((each) => ({
        ...each,
        ...(each.action === "coupon" && { eligible: false, propensity: 0 }),
        ...(each.action === row.chosen && { propensity: row.withheld ? 1 : 0.5 }),
      }));
      return { row: { ...row, alternatives: JSON.stringify(alternatives) }, truth };
    });
    const onlyCoupon = draft({ actions: [{ ...madeProgram.actions[1], eligible: "loyal >= 0.0" }], exploration: 0.5 });
    const [result] = run(never, { drafts: [onlyCoupon] });
    const { outcome, references } = result!;
    assert.ok(outcome.kind === "refused" && outcome.reason === "never-possible", JSON.stringify(outcome));
    assert.ok((outcome.coverage?.neverPossible ?? 0) > 0.1);
    assert.deepEqual(references.untold, ["coupon"]);
    const allWithheld = madeLog("withheld", 300).map(({ row, truth }) => ({ row: { ...row, withheld: true }, truth }));
    const [untold] = run(allWithheld, {});
    assert.deepEqual([untold?.outcome.kind, untold?.references], ["refused", { constants: [], untold: [] }]);
    const nobody = run(madeLog("nobody", 500), { drafts: [draft({ audience: "loyal > 5.0" })] })[0]!;
    assert.equal(nobody.outcome.kind === "refused" && nobody.outcome.reason, "nobody");
  });

  test("reads what was logged, and names the facts that were not", () => {
    const known = madeLog("facts", 1_000);
    const loyal = run(known, { drafts: [draft({ audience: "loyal == 1.0" })] })[0]!;
    assert.ok(loyal.concerned > 350 && loyal.concerned < 550 && loyal.unknownFacts.length === 0);
    assert.deepEqual(loyal.caveats, ["audience"]);
    const actions = madeProgram.actions.map((action) => ({ ...action, eligible: "spent > 10.0 || loyal == 1.0" }));
    const spent = run(known, { drafts: [draft({ actions })] })[0]!;
    assert.deepEqual([spent.unknownFacts, spent.concerned], [["spent"], spent.decisions]);
    const seen = known.map(({ row, truth }) => {
      const { loyal: is = 0 } = JSON.parse(row.features) as { loyal: number };
      const habits = { orders: 3, returns: 0, returnRate: 0, somethingNew: true };
      const at = row.decided_at.getTime();
      const offeredAt = is === 1 ? [at - 86_400_000, at - 2 * 86_400_000] : [];
      return { row: { ...row, seen: { facts: { spent: 20, loyal: is }, habits, offeredAt } }, truth };
    });
    const again = run(seen, { drafts: [draft({ actions })] })[0]!;
    // Two offers within thirty days are all that anybody gets.
    assert.deepEqual([again.unknownFacts, again.concerned], [[], again.decisions - loyal.concerned]);
  });
});

test("an action whose terms were changed under its name is another one", () => {
  const twelve = { ...madeProgram.actions[0]!, terms: { kind: "percent-off" as const, percent: 12 } };
  const arms = armsOf([madeProgram, ProgramDocument.parse({ ...madeProgram, actions: [twelve] })]);
  assert.deepEqual(arms.names, ["none", "ten", "coupon", "ten~2"]);
  assert.deepEqual([arms.of(madeProgram.actions[0]!), arms.of(twelve)], [1, 3]);
});
