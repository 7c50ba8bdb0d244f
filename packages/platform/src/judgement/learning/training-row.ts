/** One matured moment of the past: what was seen then, and what came of it. */
export interface TrainingRow {
  readonly at: Date;
  /** Whose it is: rows of one person stay together in cross-validation. */
  readonly group: string;
  /** What the model takes, in the order of the features. */
  readonly input: readonly number[];
  /** 1 when the outcome came within the horizon. */
  readonly outcome: 0 | 1;
  /** The one number that the model must beat to be worth having, e.g. how often the person had bought before. */
  readonly baseline: number;
}
