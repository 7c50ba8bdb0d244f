import { LearnError } from "./learn-error.ts";

/** Throws unless every value is a finite number; the message names the first index that is not. */
export function requireFinite(argument: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new LearnError(argument, `value ${i} is ${String(values[i])}; only finite numbers are accepted`);
    }
  }
}

/** Throws unless the list has exactly `length` entries, the length of `other`. */
export function requireLength(argument: string, values: ArrayLike<unknown>, length: number, other: string): void {
  if (values.length !== length) {
    throw new LearnError(argument, `has ${values.length} entries where ${other} has ${length}; they must be equal`);
  }
}

/** Throws on an empty list. */
export function requireSome(argument: string, values: ArrayLike<unknown>): void {
  if (values.length === 0) throw new LearnError(argument, "is empty; at least one entry is needed");
}

/** Throws unless every label is exactly 0 or 1. */
export function requireBinary(argument: string, labels: ArrayLike<number>): void {
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new LearnError(argument, `label ${i} is ${String(labels[i])}; only 0 and 1 are accepted`);
    }
  }
}

/** Throws unless `length` weights are given that are finite, not negative, and not all zero. */
export function requireWeights(argument: string, weights: ArrayLike<number>, length: number, other: string): void {
  requireLength(argument, weights, length, other);
  requireFinite(argument, weights);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! < 0) throw new LearnError(argument, `weight ${i} is ${weights[i]}; weights must be 0 or more`);
    total += weights[i]!;
  }
  if (!(total > 0)) throw new LearnError(argument, "every weight is 0; at least one row must count");
  if (!Number.isFinite(total)) throw new LearnError(argument, "the weights sum to infinity; divide them by a constant");
}

/** Throws unless the value lies strictly between 0 and 1 (a confidence level). */
export function requireLevel(argument: string, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new LearnError(argument, `is ${String(level)}; a confidence level lies strictly between 0 and 1, e.g. 0.95`);
  }
}

/** Throws unless the value is a whole number of at least `least`. */
export function requireWhole(argument: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new LearnError(argument, `is ${String(value)}; a whole number of at least ${least} is needed`);
  }
}
