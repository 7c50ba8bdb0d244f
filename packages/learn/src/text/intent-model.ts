import type { LogisticModel } from "../logistic/index.ts";
import type { BlendWeights } from "./blend.ts";
import type { PackedNumbers } from "./packed-numbers.ts";
import type { TextView } from "./views.ts";

/** A fitted classifier of messages: plain data that goes through JSON; see loadIntents. It holds words of the examples. */
export interface IntentModel {
  readonly kind: "intents";
  readonly version: 2;
  /** One for each language, in the order of their names. */
  readonly languages: readonly LanguageModel[];
  /** Tells the languages apart by their character runs; null where there is only one. */
  readonly choice: PackedRegression | null;
}

/** What tells the intents of one language apart, and when to answer. */
export interface LanguageModel {
  readonly language: string;
  /** In the order of their names. */
  readonly intents: readonly string[];
  readonly regression: PackedRegression;
  readonly examples: PackedRows;
  /** Class of each example. */
  readonly labels: readonly number[];
  readonly names: PackedRows;
  readonly blend: BlendWeights;
  readonly scope: LogisticModel;
  /** A message whose probability of belonging to no intent is above this gets no answer. */
  readonly threshold: number;
  readonly training: LanguageTraining;
}

/** What was seen in fitting; the shares are of messages that the model in question had not seen. */
export interface LanguageTraining {
  readonly messages: number;
  readonly outside: number;
  /** Share of messages whose likeliest intent was theirs. */
  readonly accuracy: number;
  /** Share of messages of a known intent that were answered. */
  readonly answered: number;
  /** Share of messages of no intent, or of one left out, that were not answered. */
  readonly refused: number;
}

/** TF-IDF and multinomial regression on it. */
export interface PackedRegression {
  readonly views: readonly TextView[];
  /** For each view its pieces, in the order of their columns. */
  readonly pieces: readonly (readonly string[])[];
  readonly idf: PackedNumbers;
  readonly unseenIdf: number;
  readonly classes: number;
  readonly weights: PackedNumbers;
}

export interface PackedRows {
  readonly starts: string;
  readonly indices: string;
  readonly values: PackedNumbers;
}
