import { type GateVerdict, type Matrix, policyOfActions, releaseGate } from "@aftercare/learn";
import { type LoggedRow, rewardOf } from "./logged-row.ts";
import { isOpen } from "./open-decision.ts";
import { type OutOfFold, outOfFold } from "./out-of-fold.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";

/** A difference of values per decision in the units of the goal, with its 95 % interval. */
export interface ValueDifference {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** What the log says about putting a model in force. */
export type Judged =
  | {
      readonly kind: "judged";
      readonly release: boolean;
      /** Rows that a policy could have decided; the holdout's are none. */
      readonly rows: number;
      /**
       * Of the candidate less the policy in force, with a 50 % interval where that was learned too and a 95 % one where it is the stated
       * belief, and less doing the same for everybody (95 %), for each action that the log can value.
       */
      readonly againstToday: ValueDifference;
      /** What was in force then; absent in verdicts of long ago. */
      readonly today?: "model" | "belief";
      readonly againstConstants: readonly (ValueDifference & { readonly action: string })[];
    }
  /** The log hardly holds what the candidate would do, or nothing but the holdout. */
  | { readonly kind: "refused"; readonly release: false; readonly rows: number; readonly effectiveSample: number };

/** A stratum says nothing with fewer rows than this for each action. */
const LEAST_FOR_EACH = 3;
/** Half the width in standard errors of a 95 % interval, and of a 50 % one. */
const z = { sure: 1.959963984540054, likely: 0.6744897501960817 };

/**
 * Whether a policy learned this way is proven better than the policy in force and than doing the same for everybody: the lower bounds of
 * all these differences must be above 0, which needs no correction for their number (Berger 1982). Rows are valued by models that learned
 * from other shoppers only, since a model valued on its own rows is always overrated. What different policies logged is valued apart
 * and combined by precision (Agarwal et al. 2017, "Effective Evaluation Using Logged Bandit Feedback from Multiple Loggers"): a time of
 * broad exploration says much, and must not drown in the noise of later rows that were chosen almost surely.
 *
 * Against doing the same for everybody, and against the stated belief, the proof must be as strong as for any claim (a lower bound of
 * 97.5 %). A learned policy may follow a learned policy on a bound of 75 %: both are of one kind and close to each other, so that an
 * error costs little in either direction, while the usual bound would keep for ever what was learned from the first month.
 * @param candidate fitted on all of these rows
 * @param today the model in force; without one the stated belief decides
 * @param seen how the rows look to models that had not seen their shoppers
 */
export function judgeCandidate(
  rows: readonly LoggedRow[],
  candidate: ProgramModel,
  today: ProgramModel | undefined,
  seen: OutOfFold = outOfFold(rows, candidate),
): Judged {
  const whole = [...rows.keys()].filter((i) => isOpen(rows[i]!));
  const open = whole.map((i) => rows[i]!);
  const chosen = whole.map((i) => seen.chosen[i]!);
  const predictions = pick(seen.values, whole);
  const present = open.map((row) => bestArm(predictedValues(today, row), row.eligible));
  const isNew = ({ at }: LoggedRow) => today === undefined || at > today.learnedUntil;
  const strata = [...Map.groupBy(open.keys(), (i) => `${open[i]!.policy}/${isNew(open[i]!)}`).values()];
  const verdicts = strata.flatMap((places) => {
    if (places.length < LEAST_FOR_EACH * candidate.actions.length) return [];
    const verdict = verdictOf(
      places.map((i) => open[i]!),
      pick(predictions, places),
      {
        chosen: places.map((i) => chosen[i]!),
        // The model in force learned from the older rows, and a model valued on its own rows is always overrated.
        present: isNew(open[places[0]!]!) ? places.map((i) => present[i]!) : undefined,
      },
    );
    return [verdict];
  });
  const judged = verdicts.filter((verdict) => verdict.kind === "verdict");
  if (judged.length === 0) {
    const effectiveSample = verdicts.reduce((sum, { overlap }) => sum + overlap.effectiveSample, 0);
    return { kind: "refused", release: false, rows: open.length, effectiveSample };
  }
  const againstToday = combined(judged, "today", today ? z.likely : z.sure) ?? unknown;
  const againstConstants = candidate.actions.flatMap((action, arm) => {
    const difference = combined(judged, arm, z.sure);
    return difference ? [{ action, ...difference }] : [];
  });
  const release = [againstToday, ...againstConstants].every(({ lower }) => lower > 0);
  return {
    kind: "judged",
    release,
    rows: open.length,
    againstToday,
    today: today ? "model" : "belief",
    againstConstants,
  };
}

/** Nothing has been logged since the model in force learned: it cannot be beaten yet. */
const unknown: ValueDifference = { estimate: 0, lower: 0, upper: 0 };

function verdictOf(
  rows: readonly LoggedRow[],
  predictions: Matrix,
  { chosen, present }: { readonly chosen: readonly number[]; readonly present: readonly number[] | undefined },
) {
  const log = {
    action: rows.map(({ arm }) => arm),
    reward: rows.map(rewardOf),
    propensity: rows.map(({ arm, propensities }) => propensities[arm]!),
  };
  const policyOf = (actions: readonly number[]) => policyOfActions(actions, predictions.columns);
  return releaseGate(log, policyOf(chosen), { predictions, ...(present && { today: policyOf(present) }) });
}

/** The mean of the strata's differences, each weighed by its precision; those of a difference that is 0 without noise add nothing. */
function combined(
  verdicts: readonly GateVerdict[],
  against: number | "today",
  width: number,
): ValueDifference | undefined {
  const differences = verdicts.flatMap(({ hurdles }) =>
    hurdles.filter((hurdle) => hurdle.against === against).map(({ difference }) => difference),
  );
  const noisy = differences.filter(({ standardError }) => standardError > 0);
  const precision = noisy.reduce((sum, { standardError }) => sum + standardError ** -2, 0);
  if (precision === 0) return differences.length === 0 ? undefined : { estimate: 0, lower: 0, upper: 0 };
  const estimate = noisy.reduce((sum, { mean, standardError }) => sum + mean * standardError ** -2, 0) / precision;
  const half = width / Math.sqrt(precision);
  return { estimate, lower: estimate - half, upper: estimate + half };
}

function pick({ columns, values }: Matrix, places: readonly number[]): Matrix {
  const picked = new Float64Array(places.length * columns);
  for (const [k, i] of places.entries()) picked.set(values.subarray(i * columns, (i + 1) * columns), k * columns);
  return { rows: places.length, columns, values: picked };
}
