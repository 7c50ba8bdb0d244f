import { meanWithInterval } from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { type Incentives5, type LoggingDesign, readIncentives5 } from "./data/incentives5.ts";
import { type ChosenActions, methodNames, pooledName } from "./incentives/evaluate-incentives.ts";
import type { IncentiveJob } from "./incentives/incentives-worker.ts";
import { runJobs } from "./uplift/run-jobs.ts";

const auto = methodNames.length - 1;
const pooled = methodNames.indexOf(pooledName);
const references = [...methodNames.keys()].filter((m) => m !== auto && m !== pooled);
const goals: Readonly<Record<LoggingDesign, number>> = { A: 0.72, B: 0.62 };

/**
 * Several incentives with known truth: logs redrawn from it, each customer's action chosen by models of the other folds, and the share
 * of the gap between the best single action for everyone and the oracle that the choices earn. No method sees the truth.
 */
export async function runIncentives(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const source = readIncentives5();
  const program = new URL("./incentives/incentives-worker.ts", import.meta.url);
  const designs: readonly LoggingDesign[] = ["A", "B"];
  const logs = options.quick ? 2 : 20;
  const jobs = designs.flatMap((design) =>
    Array.from({ length: logs }, (_, k): IncentiveJob => ({ design, seed: `incentives ${design} ${k}` })),
  );
  const answers = await runJobs<IncentiveJob, ChosenActions>(program, jobs, 2, (done) =>
    options.log(`${done} of ${jobs.length} logs`),
  );
  return designs.flatMap((design, d) => {
    const own = answers.slice(d * logs, (d + 1) * logs);
    for (const [fold, blend] of own[0]!.blends.entries()) options.log(`${design}, first log, fold ${fold}: ${blend}`);
    const captures = methodNames.map((_, m) => own.map(({ actions }) => captureOf(source, actions[m]!)));
    return rowsOf(design, captures);
  });
}

function rowsOf(design: LoggingDesign, captures: readonly (readonly number[])[]): BenchResult[] {
  const means = captures.map(meanOf);
  const best = references.reduce((top, m) => (means[m]! > means[top]! ? m : top));
  const singles = methodNames.slice(0, auto).map((name, m): BenchResult => {
    return { name: `${design}: ${name}`, value: means[m]!, unit: "capture" };
  });
  const value = means[auto]!;
  const over = differenceTo(captures, best);
  const beside = differenceTo(captures, pooled);
  return [
    ...singles,
    {
      name: `${design}: auto`,
      ...{ value, unit: "capture", baseline: means[best]!, ratio: value / means[best]! },
      ...{ goal: `at least ${goals[design]}`, met: value >= goals[design] },
    },
    {
      name: `${design}: auto less the best single learner, ${methodNames[best]} (${over.interval})`,
      ...{ value: over.mean, unit: "capture", baseline: means[best]! },
      ...{ goal: "above every single learner", met: over.mean > 0 },
    },
    {
      name: `${design}: auto less its own candidate ${pooledName} (${beside.interval})`,
      ...{ value: beside.mean, unit: "capture", baseline: means[pooled]! },
    },
  ];
}

/** Paired over logs. */
function differenceTo(captures: readonly (readonly number[])[], method: number): { mean: number; interval: string } {
  const differences = Float64Array.from(captures[auto]!, (each, k) => each - captures[method]![k]!);
  const { mean, lower, upper } = meanWithInterval(differences, 0.95);
  return { mean, interval: `95 % ${lower.toFixed(3)} to ${upper.toFixed(3)}` };
}

/** Share of the gap between the best constant action and the oracle. */
function captureOf({ margin }: Incentives5, actions: Uint8Array): number {
  const { rows, columns, values } = margin;
  const constants = new Float64Array(columns);
  let oracle = 0;
  let earned = 0;
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    for (let a = 0; a < columns; a++) constants[a]! += row[a]!;
    oracle += Math.max(...row);
    earned += row[actions[i]!]!;
  }
  const constant = Math.max(...constants);
  return (earned - constant) / (oracle - constant);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
