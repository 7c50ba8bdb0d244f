import { doublyRobust, hashToUnit, policyOfActions, releaseGate, seededRandom } from "@aftercare/learn";
import { watchWorld } from "../../packages/platform/src/judgement/measurement/testing.ts";
import {
  bestArm,
  fitProgramModel,
  type ProgramModel,
  predictedValues,
} from "../../packages/platform/src/judgement/policy/index.ts";
import {
  actions,
  drawLog,
  drawResponses,
  features,
  type KnownRow,
  stacked,
  trueValue,
} from "./deciding/known-responses.ts";
import type { BenchResult } from "./result.ts";

interface Options {
  readonly quick: boolean;
  log(line: string): void;
}

/**
 * Whether the figures hold what they state: intervals of what a program earned, looked at every day for a hundred days, in worlds
 * without and with an effect; and intervals of what a learned policy would earn, from redrawn logs of another one.
 */
export async function honesty(options: Options): Promise<BenchResult[]> {
  return [...withoutEffect(options), ...withEffect(options), ...offPolicy(options)];
}

function withoutEffect({ quick, log }: Options): BenchResult[] {
  const runs = quick ? 200 : 1_000;
  let wrong = 0;
  let wrongAtOnce = 0;
  for (let run = 0; run < runs; run++) {
    const looks = watchWorld(`null ${run}`, { acts: false });
    wrong += Number(looks.some(({ interval: { low, high } }) => low > 0 || high < 0));
    wrongAtOnce += Number(looks.some(({ naive: { low, high } }) => low > 0 || high < 0));
    if ((run + 1) % 200 === 0) log(`${run + 1} of ${runs} worlds without an effect`);
  }
  return [
    {
      name: `95 % interval watched daily excludes 0, ${runs} worlds without an effect; baseline an interval for one look`,
      ...{ value: wrong / runs, unit: "", baseline: wrongAtOnce / runs },
      ...(wrongAtOnce > 0 && { ratio: wrong / wrongAtOnce }),
      ...{ goal: "≤ 0.05", met: wrong <= 0.05 * runs },
    },
  ];
}

function withEffect({ quick, log }: Options): BenchResult[] {
  const runs = quick ? 100 : 1_000;
  const tally = { always: 0, last: 0, proven: 0, wronglyProven: 0 };
  for (let run = 0; run < runs; run++) {
    const looks = watchWorld(`effect ${run}`, { acts: true, size: 4 });
    const holds = looks.map(({ interval: { low, high }, truth }) => low <= truth && truth <= high);
    tally.always += Number(holds.every(Boolean));
    tally.last += Number(holds.at(-1) ?? true);
    const proof = looks.find(({ interval: { low, high } }) => low > 0 || high < 0);
    tally.proven += Number(proof !== undefined);
    tally.wronglyProven += Number(proof !== undefined && Math.sign(proof.interval.value) !== Math.sign(proof.truth));
    if ((run + 1) % 100 === 0) log(`${run + 1} of ${runs} worlds with an effect`);
  }
  const name = (what: string) => `${what}, ${runs} worlds with an effect`;
  return [
    {
      name: name("truth in the interval on the last day"),
      value: tally.last / runs,
      unit: "",
      goal: "≥ 0.95",
      met: tally.last >= 0.95 * runs,
    },
    {
      name: name("truth in the interval on every day"),
      value: tally.always / runs,
      unit: "",
      goal: "≥ 0.95",
      met: tally.always >= 0.95 * runs,
    },
    { name: name("proven within 100 days"), value: tally.proven / runs, unit: "" },
    { name: name("proven with the wrong sign"), value: tally.wronglyProven / runs, unit: "" },
  ];
}

const folds = 3;

/**
 * Each log is of a new world: other responses, shoppers, luck and share explored. The policy is learned as the platform does, each row
 * valued by models of other shoppers; its true value is that over another 4,000 shoppers of the world.
 */
function offPolicy({ quick, log }: Options): BenchResult[] {
  const logs = quick ? 60 : 400;
  const tally = { value: 0, valued: 0, differences: 0, compared: 0, refused: 0 };
  for (let run = 0; run < logs; run++) {
    const random = seededRandom(`off-policy ${run}`);
    const world = drawResponses(random);
    const population = drawLog(random, world, { rows: 4_000, exploration: 1, name: "population" });
    const rows = drawLog(random, world, { rows: 3_000, exploration: 0.1 + 0.4 * random.next(), name: `log ${run}` });
    const { chosen, predictions, truth } = crossFitted(rows, population);
    const logged = {
      action: rows.map(({ arm }) => arm),
      reward: rows.map(({ margin }) => margin),
      propensity: rows.map(({ arm, propensities }) => propensities[arm]!),
    };
    const policy = policyOfActions(chosen, actions.length);
    const estimate = doublyRobust(logged, policy, predictions);
    if (estimate.kind === "refused") {
      tally.refused++;
      continue;
    }
    tally.valued++;
    tally.value += Number(estimate.lower <= truth && truth <= estimate.upper);
    const verdict = releaseGate(logged, policy, { predictions });
    if (verdict.kind === "verdict")
      for (const { against, difference } of verdict.hurdles) {
        const less = truth - trueValue(population, () => Number(against));
        tally.compared++;
        tally.differences += Number(difference.lower <= less && less <= difference.upper);
      }
    if ((run + 1) % 50 === 0) log(`${run + 1} of ${logs} logs`);
  }
  const name = (what: string) => `${what}, ${logs} redrawn logs`;
  return [
    {
      name: name("true value of a learned policy in its doubly robust interval"),
      ...{ value: tally.value / tally.valued, unit: "", goal: "≥ 0.93", met: tally.value >= 0.93 * tally.valued },
    },
    {
      name: name("true difference to the same action for everybody in the gate's interval"),
      ...{
        value: tally.differences / tally.compared,
        unit: "",
        goal: "≥ 0.93",
        met: tally.differences >= 0.93 * tally.compared,
      },
    },
    { name: name("logs for which no value was given"), value: tally.refused / logs, unit: "" },
  ];
}

/** What models of the other shoppers choose and expect for each row, and what those policies are worth in the population. */
function crossFitted(rows: readonly KnownRow[], population: readonly KnownRow[]) {
  const foldOf = ({ shopper }: KnownRow) => Math.floor(hashToUnit(`fold/${shopper}`) * folds);
  const expected: Float64Array[] = new Array(rows.length);
  let like: ProgramModel | undefined;
  let truth = 0;
  for (let fold = 0; fold < folds; fold++) {
    const model = fitProgramModel(
      rows.filter((row) => foldOf(row) !== fold),
      actions,
      features,
      like,
    );
    like ??= model;
    const own = [...rows.entries()].filter(([, row]) => foldOf(row) === fold);
    for (const [i, row] of own) expected[i] = predictedValues(model, row);
    const best = (row: KnownRow) => bestArm(predictedValues(model, row), row.eligible);
    truth += (own.length / rows.length) * trueValue(population, best);
  }
  const chosen = rows.map((row, i) => bestArm(expected[i]!, row.eligible));
  return { chosen, predictions: stacked(expected), truth };
}
