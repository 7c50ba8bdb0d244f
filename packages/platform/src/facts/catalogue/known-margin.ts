/** What somebody had bought, as far as it tells the margin on it: sums of minor units as decimal text, null where there are none. */
export interface MarginSums {
  /** Net of tax. */
  readonly revenue: string | null;
  /** The part of it of which the cost is known, and that cost. */
  readonly costed_revenue: string | null;
  readonly cost: string | null;
}

/** The margin rate of what was bought, 0..1, where the cost of at least half of it is known. */
export function knownMargin(sums: MarginSums): number | undefined {
  const [revenue, costed, cost] = [sums.revenue, sums.costed_revenue, sums.cost].map(Number);
  if (!revenue || !costed || cost === undefined || costed < revenue / 2) return undefined;
  return Math.min(1, Math.max(0, 1 - cost / costed));
}
