import type { MeanByShopper } from "./clustered-mean.ts";
import { comparePolicies, coverageRefusal, valuedLog } from "./compare-policies.ts";
import type { LoggedRow } from "./logged-row.ts";
import { isOpen } from "./open-decision.ts";
import { type OutOfFold, outOfFold } from "./out-of-fold.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";

/** A difference of values per decision in the units of the goal, with its interval. */
export interface ValueDifference {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** A model in force, and whether it came there by proof and not by hand. */
export interface PresentModel {
  readonly model: ProgramModel;
  readonly proven: boolean;
}

/** What the log says about putting a model in force. */
export type Judged =
  | {
      readonly kind: "judged";
      readonly release: boolean;
      /** Rows that a policy could have decided; the holdout's are none. */
      readonly rows: number;
      /** Of the candidate less the policy in force, and less doing the same for everybody, for each action that the log can value. */
      readonly againstToday: ValueDifference;
      /** What was in force then; absent in verdicts of long ago. */
      readonly today?: "model" | "belief";
      /** How often these intervals hold: half of the time where what is in force was learned and proven. Absent in verdicts of long ago. */
      readonly coverage?: 0.5 | 0.95;
      readonly againstConstants: readonly (ValueDifference & { readonly action: string })[];
    }
  /** The log hardly holds what the candidate would do, or nothing but the holdout. */
  | { readonly kind: "refused"; readonly release: false; readonly rows: number; readonly effectiveSample: number };

/** Half the width of an interval in standard errors, by how often it holds. */
export const halfWidths = { 0.95: 1.959963984540054, 0.5: 0.6744897501960817 };

/**
 * Whether a policy learned this way is proven better than the policy in force and than doing the same for everybody: the lower bounds of
 * all these differences must be above 0, which needs no correction for their number (Berger 1982). Rows are valued by models that learned
 * from other shoppers only, since a model valued on its own rows is always overrated.
 *
 * While the stated belief decides, or a model that somebody put in force by hand, the proof must be as strong as for any claim (lower
 * bounds of 97.5 %). A learned policy may follow one that was proven on bounds of 75 %: both are of one kind and close to each other, so that an error costs little in either direction,
 * while the usual bound would keep for ever what was learned from the first months; and that such a policy beats doing the same for
 * everybody was proven before it came in force, since when hardly anything was given to everybody.
 * @param candidate fitted on all of these rows
 * @param today the model in force; without one the stated belief decides
 * @param seen how the rows look to models that had not seen their shoppers
 */
export function judgeCandidate(
  rows: readonly LoggedRow[],
  candidate: ProgramModel,
  today: PresentModel | undefined,
  seen: OutOfFold = outOfFold(rows, candidate),
): Judged {
  const open = [...rows.keys()].filter((i) => isOpen(rows[i]!));
  const log = valuedLog(rows, open, seen);
  const chosen = open.map((i) => seen.chosen[i]!);
  const refused = coverageRefusal(log, chosen);
  if (refused) return { kind: "refused", release: false, rows: open.length, effectiveSample: refused.effectiveSample };

  const coverage = today?.proven ? 0.5 : 0.95;
  const halfWidth = halfWidths[coverage];
  const againstConstants = candidate.actions.flatMap((action, arm) => {
    const same = log.rows.map(({ eligible }) => (eligible[arm] ? arm : 0));
    const ahead = coverageRefusal(log, same) ? undefined : comparePolicies(log, chosen, same, halfWidth);
    return ahead ? [{ action, ...difference(ahead) }] : [];
  });
  // What the log does not tell cannot be beaten yet.
  const againstToday = difference(
    againstPresent(rows, open, today?.model, seen, halfWidth) ?? { value: 0, low: 0, high: 0 },
  );
  const release = againstConstants.length > 0 && [againstToday, ...againstConstants].every(({ lower }) => lower > 0);
  return {
    kind: "judged",
    release,
    rows: open.length,
    againstToday,
    today: today ? "model" : "belief",
    coverage,
    againstConstants,
  };
}

/**
 * How much better than the policy in force, on rows that have come since its model learned. On its own rows it would be overrated, and
 * not only by having learned from them, which leaving out the row's shopper would mend: it was put in force because it came out well on
 * these very rows, by luck in part, and no successor could beat it there (the winner's curse).
 * @returns undefined where the log does not tell
 */
function againstPresent(
  rows: readonly LoggedRow[],
  open: readonly number[],
  today: ProgramModel | undefined,
  seen: OutOfFold,
  halfWidth: number,
): MeanByShopper | undefined {
  const fresh = open.filter((i) => today === undefined || rows[i]!.at > today.learnedUntil);
  const log = valuedLog(rows, fresh, seen);
  const chosen = fresh.map((i) => seen.chosen[i]!);
  const present = log.rows.map((row) => bestArm(predictedValues(today, row), row.eligible));
  if (coverageRefusal(log, chosen) || coverageRefusal(log, present)) return undefined;
  return comparePolicies(log, chosen, present, halfWidth);
}

function difference({ value, low, high }: MeanByShopper): ValueDifference {
  return { estimate: value, lower: low, upper: high };
}
