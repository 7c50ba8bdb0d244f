import type { Normal } from "../learning/index.ts";
import type { ActionCost, ActionTerms, Asked, GoalWeights } from "../programs/index.ts";

export type Values = Readonly<Record<string, string | number>>;

/** A catalogue key with the values its text asks for. */
export interface Sentence {
  readonly key: string;
  readonly values: Values;
}

/** One subject of a moment as plain data, before any program has looked at it. */
export interface Question extends Asked {
  readonly subject: string;
  /** The key of the store in the retailer's own system, by which programs name regions. */
  readonly storeKey: string | null;
  /** When the moment happened: nothing in the question is younger. */
  readonly asOf: Date;
  /** In the order of the moment's features, natural units. */
  readonly features: readonly number[];
  /** Whether the model has learned from shoppers such as this one; otherwise the prior speaks. */
  readonly modelled: boolean;
  /** The log-odds of the outcome without any action, as far as nothing has been learned. */
  readonly prior: Normal;
  /** The values of each reason's sentence. */
  readonly reasonValues: Readonly<Record<string, Values>>;
  readonly assumptions: readonly Sentence[];
  /** How much more than usual an action is believed to do for this subject, as far as nothing has been learned; 1 if not given. */
  readonly effectScale?: number;
}

/** One action as it stands in one case. */
export interface CaseAction {
  readonly id: string;
  /** Absent for `none`. */
  readonly terms?: ActionTerms;
  /** A key under `reasons.ineligible.`; absent when it may be chosen. */
  readonly ineligibleBecause?: string;
  readonly cost: ActionCost;
  /** What the action is believed to add to the log-odds of the outcome. */
  readonly effect: Normal;
}

/** How a budget stands when a case is decided. */
export interface BudgetStanding {
  /** λ: what a minor unit of it is worth elsewhere, in units of the goal; 0 where there is enough. */
  readonly price: number;
  /** Minor units that may still be spent. */
  readonly left: number;
  /** Above 0 to 1: of the shares that explore, how much may go to an action of usual cost; less to a dearer one. */
  readonly thrift: number;
  /** What an offer usually costs, minor units, above 0. */
  readonly usualCost: number;
}

/** What an action takes from a budget: whole minor units, so that sums are exact. */
export function chargeOf(expectedCost: number): number {
  return Math.ceil(expectedCost);
}

/**
 * A question under a program, with everything that deciding needs: from here on nothing asks a database, and the same case always
 * yields the same decision.
 */
export interface Case extends Question {
  /** `none` is the first and always eligible. */
  readonly actions: readonly CaseAction[];
  /** What outcomes are worth. */
  readonly weights: GoalWeights;
  /** Shares of the program: of shoppers who always get `none`, and of decisions spread evenly over all eligible actions. */
  readonly holdout: number;
  readonly exploration: number;
  /** Share of decisions that the challenger makes, where there is one. */
  readonly challenge: number;
  /** Absent for a program that may spend without a limit. */
  readonly budget?: BudgetStanding;
}
