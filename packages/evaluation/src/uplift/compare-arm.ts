import type { Matrix } from "@aftercare/learn";
import type { MethodResult, TaskResult } from "../task-result.ts";
import type { Question } from "./question.ts";
import { rankingJudge, rankingMetrics } from "./ranking-judge.ts";
import { inWords, type RunOptions, runMethods } from "./run-methods.ts";

/** One treatment against the control: how well each method ranks the rows by what the treatment changes for them. */
export function compareArm({ learned, asked, divisions, protocol }: Question, options: RunOptions): TaskResult {
  const judge = rankingJudge({ ...asked, arm: 1 }, { seed: options.seed });
  const main = rankingMetrics(learned.kind)[0]!;
  const runs = runMethods(
    learned,
    divisions,
    {
      open: () => {},
      take: (method, repeat, _, { held }, effects) => judge.add(method, repeat, held, columnOf(effects, 0)),
      inWords: (method) => `${main} ${judge.metricsOf(method)[main]?.mean.toFixed(4) ?? "not defined"}`,
    },
    options,
  );
  if (runs.source !== "shares") {
    options.say(
      "figures are by their definitions, which are for plain experiments: here the treatment follows the features",
    );
  }
  const results = runs.methods.map((method): MethodResult => {
    return { method, metrics: judge.metricsOf(method), ...runs.costs.of(method) };
  });
  return {
    data: asked.described,
    protocol: `${protocol(runs.repeats)}; propensities: ${inWords(runs.source)}`,
    results,
    differences: judge.differences("auto"),
    chosen: runs.chosen,
    ...(runs.skipped.length > 0 ? { skipped: runs.skipped } : {}),
  };
}

/** One column of a matrix. */
export function columnOf({ rows, columns, values }: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + column]!);
}
