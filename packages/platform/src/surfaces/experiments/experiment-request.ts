/** What a program made of an experiment aims at. */
export type ExperimentGoal = "visits" | "revenue" | "margin";

/** Which column of a file plays which part, and what the file does not say. */
export interface ExperimentRequest {
  /** Path of the file: CSV with a header (comma, semicolon or tab) or JSON Lines, plain or gzip. */
  readonly file: string;
  /** Names the program: lower-case words with hyphens. */
  readonly name: string;
  readonly title: string;
  /** The column that says what was done, and its value where nothing was. */
  readonly action: string;
  readonly control: string;
  /** Columns of what came of it; at least one. */
  readonly visit?: string | undefined;
  readonly bought?: string | undefined;
  /** In major units: 29.99. */
  readonly revenue?: string | undefined;
  /** The column that tells people apart, where one can stand in several rows. */
  readonly shopper?: string | undefined;
  /** The column of the probability with which the row's own action was drawn. */
  readonly propensity?: string | undefined;
  /** Columns that are features although their name or their values speak against it. */
  readonly feature: readonly string[];
  /** Columns that are no features. */
  readonly ignore: readonly string[];
  /** What reaching one person cost, minor units, by action: its value in the file, or its id. */
  readonly costs: ReadonlyMap<string, number>;
  /** Share of revenue that is margin. */
  readonly marginRate: number;
  /** ISO 4217. */
  readonly currency: string;
  /** By revenue where there is a column for it, if not given: margin; else visits. */
  readonly goal?: ExperimentGoal | undefined;
  readonly horizonDays: number;
  /** When it was made. */
  readonly at: Date;
}

/** More rows than this are refused: learning looks at fewer, and a random part of them says the same. */
export const mostRows = 500_000;
