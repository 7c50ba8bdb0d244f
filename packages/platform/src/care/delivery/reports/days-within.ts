/** How many took so many days; `undefined` never arrived. */
export type DayCounts = ReadonlyMap<number | undefined, number>;

const z = 1.959963984540054;

/**
 * Within how many days a share arrived, with the 95 % interval that order statistics give without any assumption about how days are
 * spread: the ranks between which the quantile's own lies, by the normal approximation of the binomial (Hahn and Meeker 1991, 5.2). What
 * never arrived stands behind all others, so that losses do not make a carrier look quick; an end that lies among them is left open.
 */
export function daysWithin(
  counts: DayCounts,
  share: number,
): { value: number; low: number; high?: number } | undefined {
  const sorted = [...counts].sort(([a = Number.POSITIVE_INFINITY], [b = Number.POSITIVE_INFINITY]) => a - b || 0);
  const n = sorted.reduce((sum, [, count]) => sum + count, 0);
  const atRank = (rank: number): number | undefined => {
    let seen = 0;
    for (const [days, count] of sorted) {
      seen += count;
      if (seen >= rank) return days;
    }
    return undefined;
  };
  const spread = z * Math.sqrt(n * share * (1 - share));
  const value = atRank(Math.max(1, Math.ceil(n * share)));
  const low = atRank(Math.max(1, Math.floor(n * share - spread)));
  if (n === 0 || value === undefined || low === undefined) return undefined;
  const high = atRank(Math.min(n, Math.ceil(n * share + spread) + 1));
  return { value, low, ...(high !== undefined && { high }) };
}
