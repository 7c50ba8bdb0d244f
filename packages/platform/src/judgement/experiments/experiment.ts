import type { GoalWeights } from "../programs/index.ts";

/** One thing that was done to people in an experiment. */
export interface ExperimentAction {
  /** As a program calls it: lower-case words with hyphens; `none` for the control. */
  readonly id: string;
  /** As the file calls it. */
  readonly about: string;
  /** What reaching one person cost, minor units. */
  readonly contact: number;
}

/** A number that is known of each row before anything was done. */
export interface ExperimentFeature {
  /** A name that expressions can use: `zip_code_rural`. */
  readonly name: string;
  /** How models take it; see the features of a moment. */
  readonly scale: "plain" | "log";
}

/** One row of an experiment: who, what was done, and what came of it. */
export interface ExperimentRow {
  /**
   * Rows of the same text are of one person, and stay together where rows are divided. It is kept as a hash alone, but one without a key: a
   * text that somebody could guess, such as an address, does not belong here.
   */
  readonly person: string;
  /** Position among the actions. */
  readonly action: number;
  /** For each action the probability with which it was drawn for this row; above 0 for the one taken. */
  readonly propensities: readonly number[];
  /** In the order of the features, finite. */
  readonly features: readonly number[];
  /** How often the outcome came: visits, purchases, or whatever the experiment counted. */
  readonly visits: number;
  /** Minor units. */
  readonly revenue: number;
}

/** A randomised experiment that was made elsewhere, as a program's log takes it in. */
export interface Experiment {
  /** Names the program; lower-case words with hyphens. */
  readonly name: string;
  readonly title: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The control first. */
  readonly actions: readonly ExperimentAction[];
  readonly features: readonly ExperimentFeature[];
  /** What an outcome counts for. */
  readonly weights: GoalWeights;
  /** Share of revenue that is margin, 0..1. */
  readonly marginRate: number;
  /** Days after which outcomes were counted. */
  readonly horizonDays: number;
  /** When it was made. */
  readonly at: Date;
  /** Of the file, for people. */
  readonly source: string;
  /** Stands for the file and for how it was read. */
  readonly digest: string;
  readonly rows: readonly ExperimentRow[];
}
