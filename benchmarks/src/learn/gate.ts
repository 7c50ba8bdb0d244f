import {
  bestActions,
  crossFittedRewards,
  type GateRefusal,
  type GateVerdict,
  type LoggedDecisions,
  type Matrix,
  policyOfActions,
  releaseGate,
  seededRandom,
  selectData,
  snipw,
  type TreatmentData,
} from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { type Hillstrom, hillstromArms, readHillstrom } from "./data/hillstrom.ts";
import { readIncentives5, redrawLog } from "./data/incentives5.ts";
import { byPosition, type OpenBanditLog, openBanditItems, readOpenBandit, shownShares } from "./data/open-bandit.ts";
import { type PolicyQuestion, policyByAuto } from "./gate/policy-by-auto.ts";
import { decisionsOf } from "./off-policy.ts";

const arms = hillstromArms.length;
/** Of spend 40 % is margin, an e-mail costs 0.15. */
const economics = { rate: [0.4, 0.4, 0.4], contact: [0, 0.15, 0.15] };

/** Whether the gate releases what is better, keeps what is not, and refuses what the log cannot tell. */
export async function runGate(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const hillstrom = readHillstrom();
  const results = threeArms(hillstrom);
  options.log("gate: three arms done");
  results.push(...nullSimulations(hillstrom, options));
  options.log("gate: null simulations done");
  results.push(knownBetter(options.quick ? 5 : 20));
  options.log("gate: known better policy done");
  return [...results, ...openBandit()];
}

/** The automatic choice's policy in a real experiment, where the men's e-mail for all is hard to beat. */
function threeArms(data: Hillstrom): BenchResult[] {
  const profit = data.spend.map((spend, i) => economics.rate[data.arm[i]!]! * spend - economics.contact[data.arm[i]!]!);
  const tasks: [string, Float64Array, Float64Array, PolicyQuestion][] = [
    ["visits", data.visit, data.visit, { outcome: "binary" }],
    ["profit", profit, data.spend, { outcome: "real", economics }],
  ];
  return tasks.map(([name, reward, outcome, question]) => {
    const predictions = crossFittedRewards(data.features, logOf(data.arm, reward), arms);
    const policy = policyByAuto(asTreatments(data, outcome), data.folds[0]!, question);
    const verdict = releaseGate(logOf(data.arm, reward), policy, { predictions });
    if (verdict.kind === "refused") throw new Error(`the gate refused a log of equal thirds: ${verdict.of}`);
    const { estimate, kept } = described(verdict);
    return {
      name: `hillstrom, ${name}, learned by auto in five folds: policy − best constant (${estimate})`,
      ...{ value: verdict.difference.mean, unit: "a customer" },
      ...{ goal: "keeps the men's e-mail for all", met: !verdict.deploy && kept === hillstromArms[1] },
    };
  });
}

function described({ difference, bestConstant }: GateVerdict) {
  const estimate = `95 % ${difference.lower.toFixed(4)} to ${difference.upper.toFixed(4)}`;
  return { estimate, kept: hillstromArms[bestConstant] };
}

/** Rows of a simulation in which the automatic choice learns: enough to find something, few enough for 200. */
const autoRows = 6000;

/** The arms shuffled, so that no policy is better than any other: policies learned by linear models, and by the automatic choice. */
function nullSimulations(data: Hillstrom, { quick, log }: { quick: boolean; log(line: string): void }): BenchResult[] {
  const runs = quick ? 20 : 200;
  const released = { linear: 0, auto: 0 };
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(`null ${run}`);
    const arm = Uint8Array.from(random.shuffle([...data.arm]));
    const all = logOf(arm, data.visit);
    const predictions = crossFittedRewards(data.features, all, arms, { seed: run });
    const linear = releaseGate(all, policyOfActions(bestActions(predictions), arms), { predictions });
    released.linear += Number(linear.deploy);

    const rows = random.shuffle([...arm.keys()]).slice(0, autoRows);
    const some = selectData(asTreatments({ ...data, arm }, data.visit), rows);
    const policy = policyByAuto(
      some,
      rows.map((_, k) => k % 2),
      { outcome: "binary" },
    );
    const few = logOf(some.treatment, Float64Array.from(some.outcome));
    const verdict = releaseGate(few, policy, { predictions: crossFittedRewards(some.x, few, arms, { seed: run }) });
    released.auto += Number(verdict.deploy);
    if ((run + 1) % 20 === 0) log(`gate: ${run + 1} of ${runs} null simulations`);
  }
  return Object.entries(released).map(([method, count]) => {
    const share = count / runs;
    return {
      name: `${runs} null simulations, learned by ${method === "auto" ? `auto from ${autoRows} customers` : "linear models"}: released`,
      ...{ value: share, unit: "", goal: "≤ 0.05", met: share <= 0.05 },
    };
  });
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

function logOf(action: ArrayLike<number>, reward: Float64Array): LoggedDecisions {
  return { action, reward, propensity: new Float64Array(action.length).fill(1 / arms) };
}

function asTreatments({ features, arm }: Pick<Hillstrom, "features" | "arm">, outcome: Float64Array): TreatmentData {
  const values = new Float64Array(features.rows * arms).fill(1 / arms);
  return { x: features, treatment: arm, outcome, propensity: { rows: features.rows, columns: arms, values } };
}
