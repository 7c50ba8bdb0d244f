import type { HierarchicalModel } from "../hierarchical/index.ts";
import type { Matrix } from "../matrix/index.ts";
import type { FittedBase } from "./base.ts";
import type { Economics } from "./economics.ts";

/** A model of the outcome under each arm. */
export type OutcomeModel =
  | {
      readonly form: "shared";
      readonly design: "indicators" | "products" | "category";
      readonly arms: number;
      readonly model: FittedBase;
    }
  | { readonly form: "separate"; readonly models: readonly FittedBase[] }
  | { readonly form: "chained"; readonly control: FittedBase; readonly treated: readonly FittedBase[] }
  | { readonly form: "pooled"; readonly model: HierarchicalModel }
  | {
      readonly form: "two-part";
      readonly purchase: OutcomeModel;
      /** Logarithm of the amount bought, and for each arm the factor from its exponential to an expected amount. */
      readonly amount: FittedBase;
      readonly factors: readonly number[];
    };

/** A model of the effect of each treatment. */
export type EffectModel =
  | { readonly form: "constant"; readonly effects: readonly number[] }
  | { readonly form: "direct"; readonly models: readonly FittedBase[] }
  /** Probability that the transformed class is 1, one model a treatment; the effect is 2p − 1. */
  | { readonly form: "transformed"; readonly models: readonly FittedBase[] }
  /** Effects imputed among control rows and among treated rows, weighed by the propensity within the pair. */
  | {
      readonly form: "crossed";
      readonly fromControl: readonly FittedBase[];
      readonly fromTreated: readonly FittedBase[];
      readonly propensity: readonly FittedBase[];
    };

/** A fitted learner: a plain object that JSON keeps to the last bit. */
export interface UpliftModel {
  readonly kind: "uplift";
  readonly version: 1;
  /** Name of the learner. */
  readonly name: string;
  /** Arms, control included. */
  readonly arms: number;
  /** Columns of the rows it was fitted on. */
  readonly columns: number;
  /** Where outcomes are sales and effects are margins. */
  readonly economics?: Economics;
  readonly model: OutcomeModel | EffectModel;
}

/** What a model says of each row. */
export interface UpliftPrediction {
  /** rows × treatments: effect of each treatment on the outcome (on the margin, with economics) against the control. */
  readonly effects: Matrix;
  /** rows × arms: expected outcome (margin) under the control and each treatment, where the model predicts outcomes. */
  readonly outcomes?: Matrix;
}
