import type { ArmEffectsModel } from "@aftercare/learn";

/**
 * What a program has learned from its log: what each action adds to the chance of the outcome and for whom, and what is bought
 * when it comes. Plain JSON.
 */
export interface ProgramModel {
  readonly kind: "program-model";
  readonly version: 1;
  /** By id, `none` first; the order of the effects. */
  readonly actions: readonly string[];
  /** Names of what it looks at, in order, for the check that it is given the same. */
  readonly features: readonly string[];
  readonly effects: ArmEffectsModel;
  readonly baskets: BasketModel;
}

/** The basket that follows, before any discount: factor of the action × (level + slope × (usual basket − level)). */
export interface BasketModel {
  /** Mean usual basket of those who bought, minor units. */
  readonly level: number;
  /** 1 where the usual basket is all there is to say, 0 where it says nothing. */
  readonly slope: number;
  /** For each action. */
  readonly factors: readonly number[];
}

/** Without a log the next basket is taken to be the usual one. */
export const usualBaskets = (actions: number): BasketModel => ({
  ...{ level: 0, slope: 1 },
  factors: new Array<number>(actions).fill(1),
});

/** What is expected to be bought under an action when the outcome comes, before its discount, minor units. */
export function expectedBasket({ level, slope, factors }: BasketModel, arm: number, usual: number): number {
  return Math.max(0, (factors[arm] ?? 1) * (level + slope * (usual - level)));
}
