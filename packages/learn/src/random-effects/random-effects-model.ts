import { LearnError } from "../errors/index.ts";

/** Log-odds as a sum of effects, one for the level that a row has in each factor; a plain object that survives JSON. */
export interface RandomEffectsModel {
  readonly kind: "random-effects";
  readonly version: 1;
  readonly intercept: number;
  readonly factors: readonly FactorEffects[];
}

/** The effects of one factor, such as shoppers or items. */
export interface FactorEffects {
  /** By level; 0 for levels without rows. */
  readonly effects: readonly number[];
  /** Variance of the levels' effects, learned: 0 says that the factor does not matter. */
  readonly variance: number;
}

/** Levels of one factor: a whole number from 0 for each row. Numbers beyond those seen in the fit have the effect 0. */
export type Factor = ArrayLike<number>;

/** Effect of the level that a row has in factor `factor`; 0 for a level that the fit has not seen. Throws LearnError naming `factor`. */
export function randomEffect(model: RandomEffectsModel, factor: number, level: number): number {
  const known = model.factors[factor];
  if (!known) throw new LearnError("factor", `is ${factor}; the model has ${model.factors.length} factors`);
  return known.effects[level] ?? 0;
}

/** Log-odds of a row with these levels, one for each factor. Throws LearnError naming `levels`. */
export function linearRandomEffects(model: RandomEffectsModel, levels: ArrayLike<number>): number {
  if (levels.length !== model.factors.length) {
    throw new LearnError("levels", `has ${levels.length} entries; the model has ${model.factors.length} factors`);
  }
  let linear = model.intercept;
  for (let f = 0; f < levels.length; f++) linear += model.factors[f]!.effects[levels[f]!] ?? 0;
  return linear;
}
