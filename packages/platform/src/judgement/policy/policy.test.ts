import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  fitProgramModel,
  judgeCandidate,
  type LoggedRow,
  type ProgramModel,
  predictedValues,
  rewardOf,
} from "./index.ts";
import { logActions as actions, logFeatures as features, log } from "./testing.ts";

const judge = (rows: readonly LoggedRow[], today?: ProgramModel) =>
  judgeCandidate(rows, fitProgramModel(rows, actions, features), today && { model: today, proven: true });

describe("a policy learned from a log", () => {
  test("gives each the action that works for them, and nothing where nothing does", () => {
    const model = fitProgramModel(
      log(20_000, "works", (arm, loyal) => (arm === 2 ? (loyal ? -0.5 : 0.6) : 0)),
      actions,
      features,
    );
    const [one] = log(1, "ask", () => 0);
    const best = (loyal: number) => {
      const values = predictedValues(model, { ...one!, input: [loyal] });
      return actions[values.indexOf(Math.max(...values))];
    };
    assert.deepEqual([best(0), best(1)], ["coupon", "none"]);
  });

  test("is released when it is proven better than the same for everybody and than today's", () => {
    const rows = log(12_000, "released", (arm, loyal) => (arm === 2 ? (loyal ? -0.6 : 0.8) : 0));
    const judged = judge(rows);
    assert.equal(judged.release, true, JSON.stringify(judged));
    const same = judge(rows, fitProgramModel(rows, actions, features));
    assert.equal(same.release, false);
  });

  test("follows a proven model on weaker proof, and one that was put in force by hand on the usual proof alone", () => {
    // Ahead of the coupon for everybody, but by less than two standard errors.
    const rows = log(600, "few", (arm, loyal) => (arm === 2 ? (loyal ? -0.5 : 0.7) : 0));
    const model = {
      ...fitProgramModel(
        log(3_000, "ten", (arm) => (arm === 1 ? 1 : 0)),
        actions,
        features,
      ),
      learnedUntil: -1,
    };
    const follows = (proven: boolean) => {
      const judged = judgeCandidate(rows, fitProgramModel(rows, actions, features), { model, proven });
      return judged.kind === "judged" ? [judged.coverage, judged.release] : [];
    };
    assert.deepEqual(
      [follows(true), follows(false)],
      [
        [0.5, true],
        [0.95, false],
      ],
    );
  });

  test("may follow a model that fits the rows it learned from by luck: those say nothing of it", () => {
    const effect = (arm: number, loyal: number) => (arm === 2 ? (loyal ? -0.6 : 0.8) : 0);
    const lucky = log(6_000, "lucky rows", effect).map((row) => ({
      ...row,
      ...{ at: 0, margin: row.margin + (row.arm === 1 ? 1_500 : 0) },
    }));
    const later = log(6_000, "later rows", effect).map((row) => ({ ...row, at: row.at + 1 }));
    const likesTen = log(4_000, "today", (arm) => (arm === 1 ? 1.5 : 0));
    const today = { ...fitProgramModel(likesTen, actions, features), learnedUntil: 0 };
    const judged = judge([...lucky, ...later], today);
    assert.ok(judged.kind === "judged" && judged.againstToday.lower > 0, JSON.stringify(judged));
  });

  test("is released although no policy of the log stayed in force for longer than a day", () => {
    const rows = log(3_000, "days", (arm, loyal) => (arm === 2 ? (loyal ? -1 : 1.2) : 0));
    const judged = judge(rows.map((row, i) => ({ ...row, policy: `day ${Math.floor(i / 40)}` })));
    assert.equal(judged.release, true, JSON.stringify(judged));
  });

  test("is not released where every action does the same, and the holdout takes no part", () => {
    const rows = log(6_000, "null", () => 0);
    assert.equal(judge(rows).release, false);
    const held = rows.map((row) => ({ ...row, arm: 0, propensities: [1, 0, 0] }));
    assert.deepEqual(judge(held), { kind: "refused", release: false, rows: 0, effectiveSample: 0 });
    assert.equal(judge([...rows, ...held]).rows, 6_000);
  });

  test("starts from the stated belief where there is no log", () => {
    const [row] = log(1, "one", () => 0);
    const [none, ten] = predictedValues(undefined, row!);
    // By hand: logit −.6 → .35434 × 5,000 × .4; with .32604 more → .43196 × 5,000 × .3.
    assert.ok(Math.abs(none! - 708.7) < 0.1 && Math.abs(ten! - 647.9) < 0.2, `${none} ${ten}`);
    assert.equal(
      rewardOf({
        ...row!,
        margin: 5,
        visits: 2,
        weights: { margin: 2, revenue: 0, sameVisit: 0, visits: 3, points: 0 },
      }),
      16,
    );
  });

  test("expects of an action that cannot be taken what is expected of none", () => {
    const [row] = log(1, "two", () => 0);
    const values = predictedValues(undefined, { ...row!, eligible: [true, false, true] });
    assert.equal(values[1], values[0]);
  });
});
