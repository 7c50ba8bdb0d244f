import { armLogOdds, type CalibrationBin, calibrationByDecile } from "@aftercare/learn";
import { type FeatureInfluence, featureInfluence } from "./feature-influence.ts";
import { type GroupCard, type Grouping, groupFairness, groupings } from "./group-fairness.ts";
import type { Judged } from "./judge-candidate.ts";
import type { LoggedRow } from "./logged-row.ts";
import type { OutOfFold } from "./out-of-fold.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";
import { robustScores } from "./robust-scores.ts";
import { type UpliftCurve, upliftCurve } from "./uplift-curve.ts";

/**
 * What anybody should know of a model of a program: plain JSON, and small. What is said of how good it is comes from models that had not
 * seen the shoppers; cards of long ago have less of it.
 */
export interface ProgramCard {
  readonly rows: number;
  /** Decisions between which it learned, ISO instants; absent without a row. */
  readonly window?: { readonly from: string; readonly to: string };
  readonly released: boolean;
  readonly judged: Judged;
  readonly actions: readonly {
    readonly action: string;
    /** Rows learned from, and the share of them with a purchase. */
    readonly rows: number;
    readonly boughtShare: number;
    /** Mean effect on the chance of buying over all rows, as the model sees it. */
    readonly effect: number;
    /** Share of rows for which it is the best. */
    readonly bestShare: number;
  }[];
  readonly features?: readonly FeatureInfluence[];
  /** Chances as they were told against what came, by tenths of the rows. */
  readonly calibration?: { readonly bins: readonly CalibrationBin[]; readonly error: number };
  readonly uplift?: UpliftCurve;
  /** Only what tells shoppers of this program apart. */
  readonly groups?: Readonly<Partial<Record<Grouping, readonly GroupCard[]>>>;
}

/** Draws up the card of a model over the rows it learned from. */
export function programCard(
  rows: readonly LoggedRow[],
  model: ProgramModel,
  judged: Judged,
  { seen, window }: { readonly seen: OutOfFold; readonly window?: { readonly from: Date; readonly to: Date } },
): ProgramCard {
  const scores = robustScores(rows, seen);
  const uplift = upliftCurve(rows, seen, scores);
  return {
    rows: rows.length,
    ...(window && { window: { from: window.from.toISOString(), to: window.to.toISOString() } }),
    released: judged.release,
    judged,
    actions: actionCards(rows, model),
    features: featureInfluence(rows, model),
    ...(rows.length > 0 && { calibration: calibrationOf(rows, seen) }),
    ...(uplift && { uplift }),
    groups: Object.fromEntries(
      groupings.flatMap((by) => {
        const groups = groupFairness(rows, seen, scores, by);
        return groups.length > 0 ? [[by, groups]] : [];
      }),
    ),
  };
}

function actionCards(rows: readonly LoggedRow[], model: ProgramModel): ProgramCard["actions"] {
  const best = rows.map((row) => bestArm(predictedValues(model, row), row.eligible));
  const chances = rows.map((row) => chancesOf(model, row));
  return model.actions.map((action, arm) => {
    const own = rows.filter((row) => row.arm === arm);
    return {
      action,
      rows: own.length,
      boughtShare: share(own.length, own.filter(({ bought }) => bought).length),
      effect: share(
        rows.length,
        chances.reduce((sum, each) => sum + each[arm]! - each[0]!, 0),
      ),
      bestShare: share(rows.length, best.filter((each) => each === arm).length),
    };
  });
}

function calibrationOf(rows: readonly LoggedRow[], { chances }: OutOfFold): NonNullable<ProgramCard["calibration"]> {
  const outcomes = rows.map(({ bought }) => (bought ? 1 : 0));
  const { bins, expectedCalibrationError } = calibrationByDecile(chances, outcomes);
  return { bins, error: expectedCalibrationError };
}

function chancesOf({ effects }: ProgramModel, { input, base }: LoggedRow): number[] {
  return armLogOdds(effects, input, base).map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
}

function share(whole: number, part: number): number {
  return whole === 0 ? 0 : part / whole;
}
