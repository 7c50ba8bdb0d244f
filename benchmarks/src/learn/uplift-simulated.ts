import { methodNames, pooledName } from "@aftercare/evaluation/methods";
import { meanWithInterval } from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { effectShapes } from "./simulated/draw-experiment.ts";
import type { SimulatedJob } from "./simulated/simulated-worker.ts";
import { ranksOf } from "./uplift/ranks-of.ts";
import { runJobs } from "./uplift/run-jobs.ts";

const auto = methodNames.length - 1;
const references = [...methodNames.keys()].filter((m) => m !== auto && methodNames[m] !== pooledName);

/**
 * Made-up experiments on real customers, where the true effects are known and figures have no noise of outcomes; no learner is right
 * for all shapes of effect. Choices in the automatic method are made by such experiments and never by the real one's outcomes.
 */
export async function runUpliftSimulated(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const repeats = options.quick ? 1 : 6;
  const shapes = options.quick ? (["uniform", "step", "saturating"] as const) : effectShapes;
  const jobs = Array.from({ length: repeats }, (_, repeat) =>
    shapes.flatMap((shape) =>
      (["binary", "real"] as const).map((kind): SimulatedJob => ({ kind, shape, seed: `${kind} ${shape} ${repeat}` })),
    ),
  ).flat();
  const program = new URL("./simulated/simulated-worker.ts", import.meta.url);
  const gains = await runJobs<SimulatedJob, number[]>(program, jobs, 2, (done) =>
    options.log(`${done} of ${jobs.length} experiments`),
  );
  const ranks = gains.map(ranksOf);
  const meanRanks = methodNames.map((_, m) => meanOf(ranks.map((each) => each[m]!)));
  const meanGains = methodNames.map((_, m) => meanOf(gains.map((each) => each[m]!)));
  const singles = methodNames.slice(0, auto).flatMap((name, m): BenchResult[] => [
    { name: `${name}: share of the possible gain`, value: meanGains[m]!, unit: "" },
    { name: `${name}: mean rank`, value: meanRanks[m]!, unit: "rank" },
  ]);
  const byRank = references.reduce((top, m) => (meanRanks[m]! < meanRanks[top]! ? m : top));
  const byGain = references.reduce((top, m) => (meanGains[m]! > meanGains[top]! ? m : top));
  return [
    ...singles,
    {
      name: `auto: share of the possible gain; best single learner ${methodNames[byGain]} (auto less it: ${inWords(gains, byGain)})`,
      ...{ value: meanGains[auto]!, unit: "", baseline: meanGains[byGain]! },
      ...{ ratio: meanGains[auto]! / meanGains[byGain]! },
    },
    {
      name: `auto: mean rank among ${methodNames.length}; best single learner ${methodNames[byRank]} (auto less it: ${inWords(ranks, byRank)})`,
      ...{ value: meanRanks[auto]!, unit: "rank", baseline: meanRanks[byRank]! },
      ...{ ratio: meanRanks[auto]! / meanRanks[byRank]! },
    },
  ];
}

/** The difference of the automatic choice from another method, paired over experiments. */
function inWords(figures: readonly (readonly number[])[], method: number): string {
  const { mean, lower, upper } = meanWithInterval(
    Float64Array.from(figures, (each) => each[auto]! - each[method]!),
    0.95,
  );
  return `${mean.toFixed(2)}, 95 % ${lower.toFixed(2)} to ${upper.toFixed(2)}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
