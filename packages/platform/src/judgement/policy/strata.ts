import type { LoggedRow } from "./logged-row.ts";

/** Rows below which a stratum is joined with the next: how noisy it is could be told from which rows happen to be in it. */
const leastRows = 300;

/** The number of the stratum that each row belongs to: what one policy logged, or several that followed each other quickly. */
export function strataOf(rows: readonly Pick<LoggedRow, "policy">[]): Int32Array {
  const strata = new Int32Array(rows.length);
  let [stratum, begun] = [0, 0];
  for (const [i, { policy }] of rows.entries()) {
    if (i > 0 && policy !== rows[i - 1]!.policy && i - begun >= leastRows) [stratum, begun] = [stratum + 1, i];
    strata[i] = stratum;
  }
  return strata;
}

/**
 * By how much the rows of each stratum of a log count, 1 on average over rows, so that what several policies logged can be combined
 * (Agarwal et al. 2017, "Effective evaluation using logged bandit feedback from multiple loggers"): a time of broad exploration says
 * much, and must not drown in the noise of rows that were chosen almost surely.
 * @param noise what one row's error is expected to be, squared, in any unit. It has to come from propensities alone: a precision estimated
 *   from outcomes favours whichever stratum came out even by luck. Infinite where a row can say nothing; its stratum then counts nothing.
 * @returns by row; zeros where no stratum says anything
 */
export function stratumFactors(strata: Int32Array, noise: ArrayLike<number>): Float64Array {
  const each = new Map<number, { rows: number; noise: number }>();
  for (const [i, stratum] of strata.entries()) {
    const sums = each.get(stratum) ?? { rows: 0, noise: 0 };
    each.set(stratum, sums);
    sums.rows++;
    sums.noise += noise[i]!;
  }
  let whole = 0;
  for (const { rows, noise: squared } of each.values()) whole += rows ** 2 / squared;
  return Float64Array.from(strata, (stratum) => {
    const { rows, noise: squared } = each.get(stratum)!;
    return whole > 0 ? (strata.length * rows) / squared / whole : 0;
  });
}
