import { characterGrams, headPairs, wordGrams } from "./grams.ts";

/** One way of cutting a text into pieces, and how much its part of a row counts beside the other views. */
export interface TextView {
  /** Runs of words, runs of characters inside words, or pairs of word beginnings: see grams.ts for each. */
  readonly pieces: "words" | "characters" | "pairs";
  /** Smallest and largest run (words, characters) or distance (pairs), 1 or more. */
  readonly from: number;
  readonly to: number;
  /** Squared length of the view's part of a row, above 0. */
  readonly share: number;
}

/** Single words and runs of two, with equal say: the plain reference. */
export const WORD_VIEWS: readonly TextView[] = [{ pieces: "words", from: 1, to: 2, share: 1 }];

/** Words and characters side by side (scikit-learn's FeatureUnion of word 1–2 and char_wb 2–5): the stronger reference. */
export const WORD_CHARACTER_VIEWS: readonly TextView[] = [
  { pieces: "words", from: 1, to: 2, share: 1 },
  { pieces: "characters", from: 2, to: 5, share: 1 },
];

/**
 * Each length of a run is a view of its own, because in one common view the many long runs drown the few short ones; pairs see
 * words that belong together across others.
 */
export const INTENT_VIEWS: readonly TextView[] = [
  { pieces: "words", from: 1, to: 1, share: 0.5 },
  { pieces: "words", from: 2, to: 2, share: 0.25 },
  { pieces: "pairs", from: 1, to: 20, share: 1 },
  { pieces: "characters", from: 2, to: 2, share: 0.3 },
  { pieces: "characters", from: 3, to: 3, share: 0.5 },
  { pieces: "characters", from: 4, to: 4, share: 0.4 },
];

/** The pieces of a normalised text in this view, with repeats. */
export function piecesOf(view: TextView, normalised: string): string[] {
  if (view.pieces === "words") return wordGrams(normalised, view.from, view.to);
  if (view.pieces === "pairs") return headPairs(normalised, view.from, view.to);
  return characterGrams(normalised, view.from, view.to);
}
