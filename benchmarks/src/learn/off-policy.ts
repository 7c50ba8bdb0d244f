import {
  crossFittedRewards,
  directMethod,
  doublyRobust,
  ipw,
  type LoggedDecisions,
  type Matrix,
  type OffPolicyResult,
  policyOfActions,
  snipw,
  switchDoublyRobust,
} from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import {
  type IncentiveLog,
  type Incentives5,
  type LoggingDesign,
  readIncentives5,
  redrawLog,
} from "./data/incentives5.ts";

const actions = 5;

/** The estimators, all on the same log, policy and cross-fitted predictions. */
const methods: Record<string, (log: LoggedDecisions, target: Matrix, predictions: Matrix) => OffPolicyResult> = {
  IPW: (log, target) => ipw(log, target),
  SNIPW: (log, target) => snipw(log, target),
  DM: directMethod,
  DR: doublyRobust,
  "switch-DR": switchDoublyRobust,
};

/** What one method did over all redrawn logs. */
interface Tally {
  readonly errors: number[];
  covered: number;
}

/**
 * How well a policy's value is told from a log of another policy: 400 logs redrawn from the known truth, under uniform (A) and skewed
 * (B) propensities; the policy to value is learned from the log as given. Relative error: mean of |estimate ÷ truth − 1|. `baseline`
 * is the error of doubly robust with the true expected outcomes as predictions, which no estimator without knowledge of the
 * outcomes' structure can undercut.
 */
export async function runOffPolicy(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const data = readIncentives5();
  const logs = options.quick ? 40 : 400;
  return (["B", "A"] as const).flatMap((design) => {
    const target = learnedPolicy(data, design);
    const tallies = replay(data, design, target, logs, options.log);
    const bound = meanOf(tallies.get("truth")!.errors.map(Math.abs));
    return [...tallies]
      .filter(([method]) => method !== "truth")
      .flatMap(([method, tally]) => figures(`${design}, ${logs} logs, ${method}`, tally, logs, bound, method === "DR"));
  });
}

function replay(data: Incentives5, design: LoggingDesign, target: Matrix, logs: number, say: (line: string) => void) {
  const truth = trueValue(data, target);
  const tallies = new Map<string, Tally>();
  const note = (method: string, result: OffPolicyResult) => {
    if (result.kind === "refused") throw new Error(`${method} refused a log of design ${design}: ${result.reason}`);
    const tally = tallies.get(method) ?? { errors: [], covered: 0 };
    tally.errors.push(result.value / truth - 1);
    tally.covered += Number(result.lower <= truth && truth <= result.upper);
    tallies.set(method, tally);
  };
  for (let run = 0; run < logs; run++) {
    const log = decisionsOf(redrawLog(data, design, `off-policy ${design} ${run}`));
    const predictions = crossFittedRewards(data.features, log, actions, { l2: 100, seed: run });
    for (const [method, estimate] of Object.entries(methods)) note(method, estimate(log, target, predictions));
    note("truth", doublyRobust(log, target, data.margin));
    if ((run + 1) % 50 === 0) say(`off-policy, design ${design}: ${run + 1} of ${logs} logs`);
  }
  return tallies;
}

function figures(name: string, tally: Tally, logs: number, bound: number, judged: boolean): BenchResult[] {
  const error = meanOf(tally.errors.map(Math.abs));
  const coverage = tally.covered / logs;
  return [
    {
      name: `${name}: relative error`,
      ...{ value: error, unit: "", baseline: bound, ratio: error / bound },
      ...(judged ? { goal: "≤ 0.020", met: error <= 0.02 } : {}),
    },
    { name: `${name}: bias`, value: meanOf(tally.errors), unit: "" },
    {
      name: `${name}: coverage of the 95 % interval`,
      ...{ value: coverage, unit: "" },
      ...(judged ? { goal: "0.93 to 0.97", met: coverage >= 0.93 && coverage <= 0.97 } : {}),
    },
  ];
}

/** The best action of each customer by a strongly regularised linear model, out of fold, of the log as given. */
function learnedPolicy(data: Incentives5, design: LoggingDesign): Matrix {
  const predictions = crossFittedRewards(data.features, decisionsOf(data.logs[design]), actions, { l2: 1000 });
  const taken = Array.from({ length: predictions.rows }, (_, i) => {
    const row = predictions.values.subarray(i * actions, (i + 1) * actions);
    return row.indexOf(Math.max(...row));
  });
  return policyOfActions(taken, actions);
}

/** A log in the shape that the estimators want: the margin as reward. */
export function decisionsOf(log: IncentiveLog): LoggedDecisions {
  const { columns, values } = log.propensities;
  const propensity = Float64Array.from(log.action, (action, i) => values[i * columns + action]!);
  return { action: log.action, reward: log.margin, propensity };
}

/** True mean margin of a policy. */
export function trueValue(data: Incentives5, policy: Matrix): number {
  let sum = 0;
  for (let place = 0; place < policy.values.length; place++) sum += policy.values[place]! * data.margin.values[place]!;
  return sum / policy.rows;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
