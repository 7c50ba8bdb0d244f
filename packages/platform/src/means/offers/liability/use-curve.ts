/** How many offers were watched for so many full days, and of how many of them the watching ended because they were used. */
export interface WatchedFor {
  readonly days: number;
  readonly offers: number;
  readonly used: number;
}

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How offers of a program are used as they grow older. */
export interface UseCurve {
  /** Offers it was made of. */
  readonly watched: number;
  /**
   * The chance that an offer which was not used before its day `from` is used by the end of its day `until`, with its 95 % interval. Undefined as
   * long as fewer than {@link leastWatched} were watched.
   */
  chance(from: number, until: number): Interval | undefined;
}

/** Fewer say nothing that a budget should be made of. */
export const leastWatched = 20;
const z95 = 1.959964;

/**
 * The product-limit estimate (Kaplan, Meier 1958): offers that still run count for the days they were watched, so that neither a program's
 * first weeks, in which only uses can have ended an offer, nor a growing one look better than they are. Variance after Greenwood; the interval is
 * that of the complementary log-log (Kalbfleisch, Prentice 1980), which keeps it within 0 and 1; where nothing was used yet, the largest
 * chance under which that happens in one case of twenty.
 */
export function useCurve(watched: readonly WatchedFor[]): UseCurve {
  const last = watched.reduce((most, { days }) => Math.max(most, days), -1);
  const ended = Array.from({ length: last + 1 }, () => ({ offers: 0, used: 0 }));
  for (const { days, offers, used } of watched) {
    ended[days]!.offers += offers;
    ended[days]!.used += used;
  }
  const total = ended.reduce((sum, { offers }) => sum + offers, 0);
  let before = 0;
  const days = ended.map(({ offers, used }) => {
    const open = total - before;
    before += offers;
    return { open, used };
  });
  return {
    watched: total,
    chance(from, until) {
      if (total < leastWatched) return undefined;
      let unused = 1;
      let variance = 0;
      for (const { open, used } of days.slice(from, until + 1)) {
        if (used === 0) continue;
        unused *= 1 - used / open;
        variance += open > used ? used / (open * (open - used)) : 0;
      }
      if (unused === 1) return { value: 0, low: 0, high: 1 - 0.05 ** (1 / Math.max(1, days[from]?.open ?? 0)) };
      if (unused === 0) return { value: 1, low: 0, high: 1 };
      const spread = Math.exp((z95 * Math.sqrt(variance)) / -Math.log(unused));
      return { value: 1 - unused, low: 1 - unused ** (1 / spread), high: 1 - unused ** spread };
    },
  };
}
