import type { Matrix } from "../matrix/index.ts";
import { type Base, type FittedBase, fitBase, predictBase } from "./base.ts";
import type { Nuisances } from "./cross-fit.ts";
import type { Learner } from "./learner.ts";
import { robustScores } from "./robust-scores.ts";
import { columnOf, positionsOf, rowsOfArm, valuesAt } from "./rows-of-arm.ts";
import { type OutcomeKind, selectData, type TreatmentData } from "./treatment-data.ts";
import type { EffectModel } from "./uplift-model.ts";

/** Learners whose models predict the effect of each treatment directly. */
export type EffectLearner = Extract<Learner, { learner: "constant" | "X" | "R" | "DR" | "class-transformation" }>;

/** What learners of effects may ask for, each at most once. */
export interface EffectNeeds {
  nuisances(): Nuisances;
  propensity(): Matrix;
}

/** Fits a learner of effects. */
export function fitEffects(
  learner: EffectLearner,
  data: TreatmentData,
  arms: number,
  kind: OutcomeKind,
  needs: EffectNeeds,
): EffectModel {
  const treatments = Array.from({ length: arms - 1 }, (_, k) => k + 1);
  switch (learner.learner) {
    case "constant": {
      const scores = robustScores(data, needs.nuisances());
      return { form: "constant", effects: treatments.map((t) => meanOf(columnOf(scores, t - 1))) };
    }
    case "DR": {
      const scores = robustScores(data, needs.nuisances());
      return {
        form: "direct",
        models: treatments.map((t) => fitBase(learner.final, data.x, columnOf(scores, t - 1), "real")),
      };
    }
    case "R": {
      const known = needs.nuisances();
      return { form: "direct", models: treatments.map((t) => fitResiduals(learner.final, pairOf(data, known, t))) };
    }
    case "X":
      return fitCrossed(learner.base, learner.final, data, arms, kind);
    case "class-transformation":
      return fitTransformed(learner.base, data, needs.propensity(), treatments, kind);
  }
}

/** The rows of one treatment and the control, with what is known of them. */
interface Pair {
  readonly x: Matrix;
  readonly y: ArrayLike<number>;
  /** 1 treated, 0 control. */
  readonly treated: Float64Array;
  /** Probability of the treatment within the pair. */
  readonly propensity: Float64Array;
  /** Expected outcome of the row within the pair, whatever it had. */
  readonly expected: Float64Array;
}

function pairOf(data: TreatmentData, { outcomes, propensity }: Nuisances, treatment: number): Pair {
  const positions = positionsOf(data.treatment, (arm) => arm === 0 || arm === treatment);
  const { x, outcome } = selectData(data, positions);
  const share = pairPropensity(propensity, positions, treatment);
  const ofArm = (arm: number) => valuesAt(columnOf(outcomes, arm), positions);
  const [control, treated] = [ofArm(0), ofArm(treatment)];
  return {
    x,
    y: outcome,
    treated: Float64Array.from(positions, (i) => (data.treatment[i] === treatment ? 1 : 0)),
    propensity: share,
    expected: share.map((e, i) => e * treated[i]! + (1 - e) * control[i]!),
  };
}

function pairPropensity({ columns, values }: Matrix, positions: Int32Array, treatment: number): Float64Array {
  return Float64Array.from(positions, (i) => {
    const treated = values[i * columns + treatment]!;
    return treated / (treated + values[i * columns]!);
  });
}

function fitResiduals(final: Base, { x, y, treated, propensity, expected }: Pair): FittedBase {
  const moved = treated.map((each, i) => each - propensity[i]!);
  const ratios = moved.map((each, i) => (y[i]! - expected[i]!) / each);
  return fitBase(
    final,
    x,
    ratios,
    "real",
    moved.map((each) => each * each),
  );
}

function fitCrossed(base: Base, final: Base, data: TreatmentData, arms: number, kind: OutcomeKind): EffectModel {
  const rows = Array.from({ length: arms }, (_, arm) => rowsOfArm(data, arm));
  const models = rows.map(({ x, y }) => fitBase(base, x, y, kind));
  const control = rows[0]!;
  const fromControl: FittedBase[] = [];
  const fromTreated: FittedBase[] = [];
  const propensity: FittedBase[] = [];
  for (let t = 1; t < arms; t++) {
    const treated = rows[t]!;
    const wouldControl = predictBase(models[t]!, control.x).map((each, i) => each - control.y[i]!);
    const wouldTreated = predictBase(models[0]!, treated.x).map((each, i) => treated.y[i]! - each);
    fromControl.push(fitBase(final, control.x, wouldControl, "real"));
    fromTreated.push(fitBase(final, treated.x, wouldTreated, "real"));
    propensity.push(fitPairPropensity(data, t));
  }
  return { form: "crossed", fromControl, fromTreated, propensity };
}

/** The weight of the two imputations must be known for later rows, too: a constant in a plain experiment, else a regression. */
function fitPairPropensity(data: TreatmentData, treatment: number): FittedBase {
  const positions = positionsOf(data.treatment, (arm) => arm === 0 || arm === treatment);
  if (data.propensity) {
    const known = pairPropensity(data.propensity, positions, treatment);
    if (known.every((each) => Math.abs(each - known[0]!) < 1e-9)) return { kind: "constant", value: known[0]! };
  }
  const treated = Float64Array.from(positions, (i) => (data.treatment[i] === treatment ? 1 : 0));
  return fitBase({ kind: "linear", l2: 10 }, selectData(data, positions).x, treated, "binary");
}

function fitTransformed(
  base: Base,
  data: TreatmentData,
  propensity: Matrix,
  treatments: readonly number[],
  kind: OutcomeKind,
): EffectModel {
  const models = treatments.map((t) => {
    const positions = positionsOf(data.treatment, (arm) => arm === 0 || arm === t);
    const { x, outcome, treatment } = selectData(data, positions);
    const share = pairPropensity(propensity, positions, t);
    if (kind === "real") {
      const transformed = share.map((e, i) => (treatment[i] === t ? outcome[i]! / e : -outcome[i]! / (1 - e)));
      return fitBase(base, x, transformed, "real");
    }
    const turned = share.map((_, i) => (treatment[i] === t ? outcome[i]! : 1 - outcome[i]!));
    const weights = share.map((e, i) => 0.5 / (treatment[i] === t ? e : 1 - e));
    return fitBase(base, x, turned, "binary", weights);
  });
  return { form: kind === "real" ? "direct" : "transformed", models };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
