import type { ArmEffectsModel } from "@aftercare/learn";
import type { ActionCost } from "../programs/index.ts";

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
  /** When the latest row that it learned from was decided, milliseconds since 1970; 0 without a row. */
  readonly learnedUntil: number;
  readonly effects: ArmEffectsModel;
  readonly baskets: BasketModel;
  /** Of each action, how likely it is the best one to give everybody: what the model has to be proven against. */
  readonly rivals?: readonly number[];
}

/** What is known about money before any log: the next basket is the usual one, every offer is used, every margin kept. */
export const usualBaskets = (actions: number): BasketModel => ({
  ...{ level: 0, slope: 1, keeps: 1 },
  factors: new Array<number>(actions).fill(1),
  uses: new Array<number>(actions).fill(1),
});

/** The basket that follows, before any discount: factor of the action × (level + slope × (usual basket − level)). */
export interface BasketModel {
  /** Mean usual basket of those who bought, minor units. */
  readonly level: number;
  /** 1 where the usual basket is all there is to say, 0 where it says nothing. */
  readonly slope: number;
  /** For each action. */
  readonly factors: readonly number[];
  /** Share of what each action could cost those who buy that is really paid: not everybody remembers the offer. */
  readonly uses: readonly number[];
  /** Margin that was left at last for each unit of margin that the rate foretold. */
  readonly keeps: number;
  /** For each action, of purchases that followed a decision in a store, the share of margin bought in that visit; absent without such purchases. */
  readonly sameVisit?: readonly number[];
}

/** What is assumed of purchases that follow a return in a store, until some have been seen: a statement, not a finding. */
export const statedSameVisitShare = 0.25;

/** Share of an outcome's margin that is bought in the visit in which it is decided, where that is in a store. */
export function sameVisitShare(baskets: BasketModel | undefined, arm: number): number {
  return baskets?.sameVisit?.[arm] ?? statedSameVisitShare;
}

/** What an action really costs, by how often it is used. */
export function costInUse({ uses }: BasketModel, arm: number, cost: ActionCost): ActionCost {
  const use = uses[arm] ?? 1;
  return { ...cost, discountRate: use * cost.discountRate, onOutcome: use * cost.onOutcome };
}

/** What is expected to be bought under an action when the outcome comes, before its discount, minor units. */
export function expectedBasket({ level, slope, factors }: BasketModel, arm: number, usual: number): number {
  return Math.max(0, (factors[arm] ?? 1) * (level + slope * (usual - level)));
}
