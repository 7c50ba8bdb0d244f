import { plainValue } from "./column-form.ts";
import type { FeatureColumn } from "./feature-column.ts";

/** What the rows had and what came of it. */
export interface Happened {
  /** For each row 0 (control) to arms − 1. */
  readonly treatment: ArrayLike<number>;
  readonly arms: number;
  readonly outcome: Float64Array;
}

/** "Nearly all" of the rows for which something is said to hold. */
const nearly = 0.995;
/** A pattern that chance would give as seldom as this, in natural logarithms, is no chance. */
const chance = Math.log(1e-6);

/**
 * Why a column's values say that it was not known before the treatment; undefined where they do not:
 *
 * - it is there (filled and not 0) in next to no row without the outcome, or in next to every row with it and few others: a
 *   conversion is no feature of a visit, nor a visit one of a conversion;
 * - it is never there in some arm and is there in another: an exposure;
 * - it tells the arm, or the outcome, by itself.
 */
export function leftOutByValues(column: FeatureColumn, happened: Happened): string | undefined {
  const present = presence(column);
  for (const event of eventsOf(happened.outcome)) {
    if (follows(present, event)) return "it is there only in rows with an outcome";
    if (mean(present) <= 0.5 && follows(event, present)) return "every row with an outcome has it and few others do";
  }
  if (missesAnArm(present, happened)) return "it is there only under some treatments";
  if (tellsTheArm(column, happened)) return "it tells the treatment";
  if (column.form === "number" && Math.abs(correlation(column.values, happened.outcome)) > 0.95) {
    return "it nearly equals the outcome";
  }
  return undefined;
}

function presence(column: FeatureColumn): Uint8Array {
  if (column.form === "category") return Uint8Array.from(column.cells, (cell) => Number(cell !== "" && cell !== "0"));
  return Uint8Array.from(column.values, (value) => Number(value !== 0 && !Number.isNaN(value)));
}

/** Margins are below 0 where only the contact was paid for: then above 0 is what happened. */
function eventsOf(outcome: Float64Array): Uint8Array[] {
  const happened = Uint8Array.from(outcome, (y) => Number(y !== 0));
  return outcome.some((y) => y < 0) ? [happened, Uint8Array.from(outcome, (y) => Number(y > 0))] : [happened];
}

/** Whether nearly all rows of `first` are rows of `second`, where chance would hardly make them so. */
function follows(first: Uint8Array, second: Uint8Array): boolean {
  let count = 0;
  let both = 0;
  for (let i = 0; i < first.length; i++) {
    count += first[i]!;
    both += first[i]! & second[i]!;
  }
  const share = mean(second);
  return both >= nearly * count && share <= 0.9 && share > 0 && count * Math.log(share) < chance;
}

function missesAnArm(present: Uint8Array, { treatment, arms }: Happened): boolean {
  const counts = new Float64Array(arms);
  const there = new Float64Array(arms);
  for (let i = 0; i < present.length; i++) {
    counts[treatment[i]!]! += 1;
    there[treatment[i]!]! += present[i]!;
  }
  const share = mean(present);
  if (share < 0.001) return false;
  return counts.some(
    (count, arm) =>
      there[arm]! <= (1 - nearly) * share * count && count * Math.log(1 - Math.min(share, 0.999)) < chance,
  );
}

/** Few levels, of which each goes with one arm. */
function tellsTheArm(column: FeatureColumn, { treatment, arms }: Happened): boolean {
  const levels = new Map<string | number, Float64Array>();
  const totals = new Float64Array(arms);
  for (let i = 0; i < treatment.length; i++) {
    const level = column.form === "category" ? plainValue(column.cells[i]!) : column.values[i]!;
    let counts = levels.get(level);
    if (!counts) {
      if (levels.size === 50) return false;
      counts = new Float64Array(arms);
      levels.set(level, counts);
    }
    counts[treatment[i]!]! += 1;
    totals[treatment[i]!]! += 1;
  }
  let pure = 0;
  for (const counts of levels.values()) pure += Math.max(...counts);
  // All but a two-hundredth of what is left after betting on the largest arm alone.
  return treatment.length - pure <= (1 - nearly) * (treatment.length - Math.max(...totals));
}

function mean(values: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Over the rows where the first is known; 0 where either does not vary. */
function correlation(a: Float64Array, b: Float64Array): number {
  let n = 0;
  let [sumA, sumB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]!)) continue;
    n++;
    sumA += a[i]!;
    sumB += b[i]!;
  }
  let [squaresA, squaresB, products] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]!)) continue;
    const [x, y] = [a[i]! - sumA / n, b[i]! - sumB / n];
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}
