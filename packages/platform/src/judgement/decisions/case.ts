import type { Id } from "../../foundation/ids/index.ts";

export type Values = Readonly<Record<string, string | number>>;

/** A catalogue key with the values its text asks for. */
export interface Sentence {
  readonly key: string;
  readonly values: Values;
}

/** A number with its standard deviation. On the log-odds scale where it speaks of chances. */
export interface Normal {
  readonly mean: number;
  readonly sd: number;
}

/** What an action costs: a share of the next basket, paid only when it is bought, and a sum paid at once. */
export interface Cost {
  /** 0..1 of the basket. Also paid to those who would have bought anyway: that is what makes a discount dear. */
  readonly discountRate: number;
  /** Minor units. */
  readonly contact: number;
}

/** One action as it stands in one case. */
export interface CaseAction {
  readonly id: string;
  /** A key under `reasons.ineligible.`; absent when it may be chosen. */
  readonly ineligibleBecause?: string;
  readonly cost: Cost;
  /** What the action is believed to add to the log-odds of the outcome. */
  readonly effect: Normal;
}

/**
 * One subject of a moment with everything that deciding needs, as plain data: from here on nothing asks a database,
 * and the same case always yields the same decision.
 */
export interface Case {
  readonly subject: string;
  readonly shopperId: Id<"shp">;
  readonly storeId: Id<"sto"> | null;
  /** When the moment happened: nothing in the case is younger. */
  readonly asOf: Date;
  readonly currency: string;
  /** In the order of the moment's features, natural units. */
  readonly features: readonly number[];
  /** Whether the model has learned from shoppers such as this one; otherwise the prior speaks. */
  readonly modelled: boolean;
  /** The log-odds of the outcome without any action, as far as nothing has been learned. */
  readonly prior: Normal;
  /** What the outcome brings: the expected basket in minor units, and the share of it that is margin. */
  readonly basket: number;
  readonly marginRate: number;
  /** In the order of the moment; `none` is the first and always eligible. */
  readonly actions: readonly CaseAction[];
  /** The values of each reason's sentence. */
  readonly reasonValues: Readonly<Record<string, Values>>;
  readonly assumptions: readonly Sentence[];
}
