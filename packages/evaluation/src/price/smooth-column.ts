type Column = (row: number) => number;

/** A column without gaps. */
export interface SmoothColumn {
  /** On a log scale where it is skewed. */
  readonly straight: Column;
  /** What linear models are given: straight, as it is where that differs, and whether it is missing where that happens. */
  readonly columns: readonly Column[];
}

const skewed = 1.5;
/** Share of missing values from which on an indicator is worth its column. */
const often = 0.02;
/** Values beyond this many spreads of the middle are drawn to it. */
const farthest = 12;

/** Fills gaps with the median of the rows learned from and draws in what lies far out. */
export function smoothColumn(column: Column, train: readonly number[]): SmoothColumn {
  const known = Float64Array.from(train, column)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const at = (share: number) => known[Math.floor(share * (known.length - 1))] ?? 0;
  const median = at(0.5);
  const spread = at(0.95) - at(0.05) || Math.max(Math.abs(at(1) - median), Math.abs(at(0) - median)) || 1;
  const [least, most] = [Math.max(at(0), median - farthest * spread), Math.min(at(1), median + farthest * spread)];
  const filled: Column = (i) => {
    const value = column(i);
    return Number.isNaN(value) ? median : Math.min(most, Math.max(least, value));
  };
  const isSkewed = skewnessOf(train.map(filled)) > skewed;
  const straight: Column = isSkewed ? (i) => Math.log1p(filled(i) - least) : filled;
  const gaps = 1 - known.length / train.length;
  const missing: Column = (i) => Number(Number.isNaN(column(i)));
  return { straight, columns: [straight, ...(isSkewed ? [filled] : []), ...(gaps > often ? [missing] : [])] };
}

/** Third standardised moment; 0 where all values are one. */
export function skewnessOf(values: ArrayLike<number>): number {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let [squares, cubes] = [0, 0];
  for (let i = 0; i < n; i++) {
    squares += (values[i]! - mean) ** 2;
    cubes += (values[i]! - mean) ** 3;
  }
  return squares > 0 ? cubes / n / (squares / n) ** 1.5 : 0;
}
