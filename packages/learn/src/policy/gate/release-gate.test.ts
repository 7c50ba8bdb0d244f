import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../../errors/index.ts";
import { constantPolicy, crossFittedRewards, type LoggedDecisions, policyOfActions } from "../../evaluation/index.ts";
import { type Matrix, matrixFromRows } from "../../matrix/index.ts";
import { seededRandom } from "../../random/index.ts";
import { bestActions } from "../best-actions.ts";
import { releaseGate } from "./index.ts";

test("a policy that is better for everyone than any one action is released", () => {
  const { x, log } = experiment("better", 4000, 1);
  const predictions = crossFittedRewards(x, log, 2);
  const policy = policyOfActions(bestActions(predictions), 2);
  const verdict = releaseGate(log, policy, { predictions, today: constantPolicy(4000, 2, 0) });
  assert.ok(verdict.kind === "verdict" && verdict.deploy && verdict.reason === "above");
  assert.ok(verdict.difference.lower > 0);
  assert.deepEqual(
    verdict.hurdles.map(({ against }) => against),
    [0, 1, "today"],
  );
  // The policy itself in force: nothing is won by releasing it again.
  const again = releaseGate(log, policy, { predictions, today: policy });
  assert.ok(again.kind === "verdict" && !again.deploy && again.reason === "not-above-today");
});

test("where actions make no difference, almost nothing is released", () => {
  let released = 0;
  for (let run = 0; run < 200; run++) {
    const { x, log } = experiment(`null ${run}`, 400, 0);
    const predictions = crossFittedRewards(x, log, 2, { seed: run });
    const verdict = releaseGate(log, policyOfActions(bestActions(predictions), 2), { predictions });
    released += Number(verdict.deploy);
  }
  assert.ok(released <= 10, `${released} of 200`);
});

test("a policy that the log hardly knows gets a refusal with the effective sample, not a number", () => {
  const n = 10_000;
  const action = Array.from({ length: n }, (_, i) => Number(i % 5000 === 0));
  const propensity = action.map((a) => (a === 1 ? 1 / 20_000 : 1 - 1 / 20_000));
  const log = { action, reward: action, propensity };
  const verdict = releaseGate(log, constantPolicy(n, 2, 1));
  assert.ok(verdict.kind === "refused" && verdict.of === "policy" && !verdict.deploy);
  assert.equal(verdict.overlap.effectiveSample, 2);
  const today = releaseGate(log, constantPolicy(n, 2, 0), { today: constantPolicy(n, 2, 1) });
  assert.ok(today.kind === "refused" && today.of === "today");
  const known = releaseGate(log, constantPolicy(n, 2, 0));
  assert.ok(known.kind === "verdict" && !known.deploy);
  assert.deepEqual(known.unknownConstants, [1]);
});

test("bad input is refused by name", () => {
  const { log } = experiment("bad", 10, 0);
  refuses("log.reward", () => releaseGate({ ...log, reward: [] }, constantPolicy(10, 2, 0)));
  refuses("target", () => releaseGate(log, constantPolicy(9, 2, 0)));
  refuses("options.today", () => releaseGate(log, constantPolicy(10, 2, 0), { today: constantPolicy(9, 2, 0) }));
  refuses("predictions", () => releaseGate(log, constantPolicy(10, 2, 0), { predictions: constantPolicy(9, 2, 0) }));
});

/** Two actions at even odds; `effect` × (x − 1/2) is what action 1 adds. */
function experiment(seed: string, n: number, effect: number): { x: Matrix; log: LoggedDecisions } {
  const random = seededRandom(seed);
  const x = Array.from({ length: n }, () => [random.next(), random.next()]);
  const action = x.map(() => random.int(2));
  const reward = x.map(([a], i) => 2 * random.next() + action[i]! * effect * (a! - 0.5));
  return { x: matrixFromRows(x), log: { action, reward, propensity: new Float64Array(n).fill(0.5) } };
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
