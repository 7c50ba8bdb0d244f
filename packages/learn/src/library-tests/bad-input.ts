import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../index.ts";

/** What may be wrong with the input of a fit. */
const kinds = [
  "NaN",
  "infinite",
  "empty",
  "lengths differ",
  "one class",
  "constant outcome",
  "no treated rows",
  "propensity 0 or 1",
  "unknown category",
] as const;

/** One kind of bad input. */
export type BadInput = (typeof kinds)[number];

/** A call that must be refused by naming the argument, or what holds where such input is allowed. */
export type BadInputCase =
  | readonly [kind: BadInput, argument: string, call: () => unknown]
  | readonly [kind: BadInput, holds: () => void];

/** One test for one function: every kind of bad input has a case or is named among those that its arguments cannot express. */
export function badInput(name: string, cases: readonly BadInputCase[], inexpressible: readonly BadInput[] = []): void {
  test(`${name}: every kind of bad input is refused by name or answered as documented`, () => {
    const answered = new Set([...cases.map(([kind]) => kind), ...inexpressible]);
    assert.deepEqual([...answered].sort(), [...kinds].sort());
    for (const [kind, second, call] of cases) {
      if (typeof second === "function") second();
      else
        assert.throws(call!, (error) => isRefusal(error, second), `${name}, ${kind}: expected a refusal of ${second}`);
    }
  });
}

function isRefusal(error: unknown, argument: string): boolean {
  if (error instanceof LearnError && error.argument === argument) return true;
  throw new Error(`expected a refusal of ${argument}, not ${String(error)}`);
}

/** Kinds that take treatments and their probabilities. */
export const ofTreatments = ["no treated rows", "propensity 0 or 1"] as const;

/** The values with one of them, the fourth, replaced. */
export function with4th(values: ArrayLike<number>, value: number): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => (i === 3 ? value : values[i]!));
}

/** All but the last value. */
export function shorter(values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: values.length - 1 }, (_, i) => values[i]!);
}
