import {
  bestActions,
  crossFittedRewards,
  fitLogistic,
  type GateRefusal,
  type GateVerdict,
  type LoggedDecisions,
  type Matrix,
  policyOfActions,
  predictLogistic,
  releaseGate,
  rowOf,
  seededRandom,
  selectRows,
  snipw,
} from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { type Hillstrom, hillstromArms, readHillstrom } from "./data/hillstrom.ts";
import { readIncentives5, redrawLog } from "./data/incentives5.ts";
import { byPosition, type OpenBanditLog, openBanditItems, readOpenBandit, shownShares } from "./data/open-bandit.ts";
import { decisionsOf } from "./off-policy.ts";

const arms = hillstromArms.length;

/** Whether the gate releases what is better, keeps what is not, and refuses what the log cannot tell. */
export async function runGate(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const hillstrom = readHillstrom();
  const results = threeArms(hillstrom);
  options.log("gate: three arms done");
  results.push(nullSimulations(hillstrom, options.quick ? 50 : 200));
  options.log("gate: null simulations done");
  results.push(knownBetter(options.quick ? 5 : 20));
  options.log("gate: known better policy done");
  return [...results, ...openBandit()];
}

/** A policy of the highest predicted visit or profit in a real experiment, where the men's e-mail for all is hard to beat. */
function threeArms(data: Hillstrom): BenchResult[] {
  const visits = visitPredictions(data);
  const profit = data.spend.map((spend, i) => 0.4 * spend - (data.arm[i] === 0 ? 0 : 0.15));
  const tasks: [string, Float64Array, Matrix][] = [
    ["visits, T-learner on logistic regression", data.visit, visits],
    ["profit, T-learner on ridge regression", profit, crossFittedRewards(data.features, logOf(data, profit), arms)],
  ];
  return tasks.map(([name, reward, predictions]) => {
    const policy = policyOfActions(bestActions(predictions), arms);
    const verdict = releaseGate(logOf(data, reward), policy, { predictions });
    if (verdict.kind === "refused") throw new Error(`the gate refused a log of equal thirds: ${verdict.of}`);
    const { estimate, kept } = described(verdict);
    return {
      name: `hillstrom, ${name}: policy − best constant (${estimate})`,
      ...{ value: verdict.difference.mean, unit: "a customer" },
      ...{ goal: "keeps the men's e-mail for all", met: !verdict.deploy && kept === hillstromArms[1] },
    };
  });
}

function described({ difference, bestConstant }: GateVerdict) {
  const estimate = `95 % ${difference.lower.toFixed(4)} to ${difference.upper.toFixed(4)}`;
  return { estimate, kept: hillstromArms[bestConstant] };
}

/** The arms shuffled, so that no policy is better than any other. */
function nullSimulations(data: Hillstrom, runs: number): BenchResult {
  let released = 0;
  for (let run = 0; run < runs; run++) {
    const arm = Uint8Array.from(seededRandom(`null ${run}`).shuffle([...data.arm]));
    const log = logOf({ ...data, arm }, data.visit);
    const predictions = crossFittedRewards(data.features, log, arms, { seed: run });
    const verdict = releaseGate(log, policyOfActions(bestActions(predictions), arms), { predictions });
    released += Number(verdict.deploy);
  }
  const share = released / runs;
  return { name: `${runs} null simulations: released`, value: share, unit: "", goal: "≤ 0.05", met: share <= 0.05 };
}

/** The best possible policy by the known truth, so that a gate which never opens would show. */
function knownBetter(runs: number): BenchResult {
  const data = readIncentives5();
  const policy = policyOfActions(bestActions(data.margin), data.margin.columns);
  let released = 0;
  for (let run = 0; run < runs; run++) {
    const log = decisionsOf(redrawLog(data, "B", `gate ${run}`));
    const predictions = crossFittedRewards(data.features, log, data.margin.columns, { seed: run });
    released += Number(releaseGate(log, policy, { predictions }).deploy);
  }
  return { name: `${runs} logs, a policy known to be 7 % better: released`, value: released / runs, unit: "" };
}

function openBandit(): BenchResult[] {
  const random = readOpenBandit("random");
  const bts = readOpenBandit("bts");
  const shares = shownShares(bts);
  const uniform = { ...shares, values: shares.values.map(() => 1 / openBanditItems) };
  const rarest: Matrix = {
    ...shares,
    values: shares.values.map((share, place) => Number(isLeast(shares, place, share))),
  };
  return [
    ...valued("uniform policy from the Thompson log", bts, byPosition(bts, uniform), random),
    ...valued("Thompson's shares from the uniform log", random, byPosition(random, shares), bts),
    refused("hardly overlapping: the seldomest items from the Thompson log", releaseGate(bts, byPosition(bts, rarest))),
  ];
}

/** `baseline` is the mean of what happened under the policy itself. */
function valued(name: string, log: OpenBanditLog, target: Matrix, own: OpenBanditLog): BenchResult[] {
  const result = snipw(log, target);
  const baseline = Array.from(own.reward).reduce((sum, click) => sum + click, 0) / own.reward.length;
  if (result.kind === "refused") throw new Error(`${name}: refused, ${result.reason}`);
  const { value, lower, upper, effectiveSample } = result;
  return [
    {
      name: `Open Bandit men, ${name}: SNIPW (95 % ${lower.toFixed(4)} to ${upper.toFixed(4)})`,
      ...{ value, unit: "clicks", baseline, ratio: value / baseline },
    },
    { name: `Open Bandit men, ${name}: effective sample`, value: effectiveSample, unit: "rows" },
  ];
}

function refused(name: string, verdict: GateVerdict | GateRefusal): BenchResult {
  const { effectiveSample } = verdict.overlap;
  const met = verdict.kind === "refused" && verdict.of === "policy";
  return {
    name: `Open Bandit men, ${name}: effective sample`,
    value: effectiveSample,
    unit: "rows",
    goal: "refused",
    met,
  };
}

function isLeast({ columns, values }: Matrix, place: number, share: number): boolean {
  const start = place - (place % columns);
  const row = values.subarray(start, start + columns);
  return share === Math.min(...row) && row.indexOf(share) === place - start;
}

function visitPredictions({ features, arm, visit, folds }: Hillstrom): Matrix {
  const values = new Float64Array(features.rows * arms);
  const fold = folds[0]!;
  const rows = Array.from({ length: features.rows }, (_, i) => i);
  for (let left = 0; left < 5; left++) {
    for (let a = 0; a < arms; a++) {
      const train = rows.filter((i) => fold[i] !== left && arm[i] === a);
      const model = fitLogistic(
        selectRows(features, train),
        train.map((i) => visit[i]!),
        { l2: 1 },
      );
      for (const i of rows) if (fold[i] === left) values[i * arms + a] = predictLogistic(model, rowOf(features, i));
    }
  }
  return { rows: features.rows, columns: arms, values };
}

function logOf({ arm }: Hillstrom, reward: Float64Array): LoggedDecisions {
  return { action: arm, reward, propensity: new Float64Array(arm.length).fill(1 / arms) };
}
