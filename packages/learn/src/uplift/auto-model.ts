import type { Matrix } from "../matrix/index.ts";
import { predictUplift } from "./predict-uplift.ts";
import type { UpliftModel, UpliftPrediction } from "./uplift-model.ts";

/** A blend of learners, a plain object that JSON keeps to the last bit. */
export interface AutoUpliftModel {
  readonly kind: "auto-uplift";
  readonly version: 1;
  /** Arms, control included. */
  readonly arms: number;
  readonly columns: number;
  readonly members: readonly AutoMember[];
  /** How every candidate did, those without weight included. */
  readonly candidates: readonly AutoCandidate[];
  /** Names of the candidates that the budget left out. */
  readonly skipped: readonly string[];
}

/** A fitted learner in the blend: it adds `weight · (centre + slope · (effect − centre))`. */
export interface AutoMember {
  readonly weight: number;
  readonly slope: number;
  readonly centre: readonly number[];
  readonly model: UpliftModel;
}

/** What the comparison found of one candidate. */
export interface AutoCandidate {
  readonly name: string;
  /** How much of its differences between rows held on unseen rows: 1 all, 0 none. */
  readonly slope: number;
  /** Cross-validated R-loss less that of the first candidate, in units of the noise's variance; below 0 is better. */
  readonly loss: number;
  /** Standard error of `loss`. */
  readonly error: number;
  /** Share in the blend. */
  readonly weight: number;
}

/**
 * Effects by the blend; outcomes are the members' control outcomes plus the blended effects, where some member predicts outcomes. Throws
 * LearnError naming `x`.
 */
export function predictAutoUplift(model: AutoUpliftModel, x: Matrix): UpliftPrediction {
  const treatments = model.arms - 1;
  const effects = new Float64Array(x.rows * treatments);
  const control = new Float64Array(x.rows);
  let known = 0;
  for (const { weight, slope, centre, model: member } of model.members) {
    const predicted = predictUplift(member, x);
    for (let place = 0; place < effects.length; place++) {
      const middle = centre[place % treatments]!;
      effects[place]! += weight * (middle + slope * (predicted.effects.values[place]! - middle));
    }
    if (!predicted.outcomes) continue;
    known += weight;
    for (let i = 0; i < x.rows; i++) control[i]! += weight * predicted.outcomes.values[i * model.arms]!;
  }
  const found = { effects: { rows: x.rows, columns: treatments, values: effects } };
  if (known === 0) return found;
  const values = new Float64Array(x.rows * model.arms);
  for (let i = 0; i < x.rows; i++) {
    const base = control[i]! / known;
    values[i * model.arms] = base;
    for (let t = 0; t < treatments; t++) values[i * model.arms + t + 1] = base + effects[i * treatments + t]!;
  }
  return { ...found, outcomes: { rows: x.rows, columns: model.arms, values } };
}
