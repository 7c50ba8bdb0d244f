/** What is measured of a decision, in the order in which sums are kept. */
export const measures = ["goal", "margin", "revenue", "visits"] as const;
export type Measure = (typeof measures)[number];

/** One decision whose outcome is known. Everything but the outcome was settled before the program could act on the shopper. */
export interface MeasuredRow {
  /** The person: purchases of a guest who turned out to be one with an account are theirs. */
  readonly shopper: string;
  readonly arm: "treated" | "holdout";
  /** The share of shoppers that the program withheld from itself when it decided, 0..1: the chance of the other arm. */
  readonly holdoutShare: number;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
  readonly horizonDays: number;
  /** Within the horizon; money in minor units, `goal` in units of margin. */
  readonly outcome: Readonly<Record<Measure, number>>;
  /** What reaching the shopper cost, in each measure: it is in the outcome, and stays when nothing else of the decision counts. */
  readonly contact: Readonly<Record<Measure, number>>;
  /**
   * As of the shopper's *first* decision. Those of a later one hold what the program has done to the shopper since, and adjusting for
   * them would take the effect out of the figure.
   */
  readonly before: {
    /** Minor units within as long a time before. */
    readonly margin: number;
    readonly revenue: number;
    /** The chance of buying again as the model saw it, 0..1. */
    readonly chance: number;
  };
}
