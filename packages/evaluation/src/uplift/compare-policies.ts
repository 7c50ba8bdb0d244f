import { bestActions, fitUplift, type Matrix, predictUplift } from "@aftercare/learn";
import type { MethodResult, Metrics, TaskResult } from "../task-result.ts";
import { columnOf } from "./compare-arm.ts";
import type { Experiment } from "./experiment.ts";
import type { Part } from "./parts.ts";
import { policyJudge, type ValuedFold, valuedFold } from "./policy-judge.ts";
import type { Question } from "./question.ts";
import { rankingJudge } from "./ranking-judge.ts";
import { inWords, type RunOptions, runMethods } from "./run-methods.ts";

/** Resamples for the figures of all treatments together. */
const resamples = 200;

/**
 * Several treatments: what it is worth to give each row the arm that a method expects most of, against one arm for everyone. Values are
 * doubly robust, by linear models of each arm's outcome that have not seen the row.
 */
export function comparePolicies({ learned, asked, divisions, protocol }: Question, options: RunOptions): TaskResult {
  const treatments = asked.arms.slice(1);
  const judge = policyJudge(asked);
  const rankings = treatments.map((_, t) => {
    const replicates = Math.ceil(resamples / treatments.length);
    return rankingJudge({ ...asked, arm: t + 1 }, { seed: options.seed, replicates });
  });
  const valued = new Map<Part, ValuedFold>();
  const runs = runMethods(
    learned,
    divisions,
    {
      open(part) {
        const fold = valuedFold(asked, part.held, predictionsOf(learned, part), part.propensity);
        valued.set(part, fold);
        for (const [place, arm] of asked.arms.entries()) {
          judge.add(constant(arm), fold, new Uint8Array(part.held.length).fill(place));
        }
      },
      take(method, repeat, _, part, effects) {
        judge.add(method, valued.get(part)!, bestActions(withControl(effects)));
        for (const [t, ranking] of rankings.entries()) ranking.add(method, repeat, part.held, columnOf(effects, t));
      },
      inWords: (method) => `policy_value ${judge.valueOf(method).mean.toPrecision(5)}`,
    },
    options,
  );
  // Rankings are judged as those of a plain experiment: where treatments follow the features they would flatter.
  const byArm = (method: string): Record<string, Metrics> =>
    Object.fromEntries(treatments.map((arm, t) => [arm, rankings[t]!.metricsOf(method)]));
  const constants = asked.arms.map((arm): MethodResult => {
    const method = constant(arm);
    return { method, metrics: { policy_value: judge.valueOf(method) }, ...runs.costs.of(method) };
  });
  const results = runs.methods.map((method): MethodResult => {
    const metrics = { policy_value: judge.valueOf(method) };
    const further = runs.source === "shares" ? { by_arm: byArm(method) } : {};
    return { method, metrics, ...further, ...runs.costs.of(method) };
  });
  return {
    data: asked.described,
    protocol: `${protocol(runs.repeats)}; policies valued doubly robustly; propensities: ${inWords(runs.source)}`,
    results: [...constants, ...results],
    differences: judge.differences("auto"),
    gate: judge.gate("auto"),
    chosen: runs.chosen,
    ...(runs.skipped.length > 0 ? { skipped: runs.skipped } : {}),
  };
}

function constant(arm: string): string {
  return `always ${arm}`;
}

/** Expected outcome of every arm by linear models of the training rows. */
function predictionsOf({ kind }: Experiment, { train, x }: Part): Matrix {
  const model = fitUplift(train, { learner: "T", base: { kind: "linear" } }, { outcome: kind });
  return predictUplift(model, x).outcomes!;
}

/** The control's effect on itself, 0, before the others. */
function withControl({ rows, columns, values }: Matrix): Matrix {
  const wide = new Float64Array(rows * (columns + 1));
  for (let i = 0; i < rows; i++) {
    wide.set(values.subarray(i * columns, (i + 1) * columns), i * (columns + 1) + 1);
  }
  return { rows, columns: columns + 1, values: wide };
}
