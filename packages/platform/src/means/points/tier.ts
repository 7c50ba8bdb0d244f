import type { Scheme, Tier } from "./scheme.schema.ts";

/** The tier somebody holds, and until when it cannot be lost. */
export interface HeldTier {
  readonly tier: string;
  readonly since: Date;
  /** Absent for the lowest: there is nothing to lose. */
  readonly until?: Date | undefined;
}

/** The tier that a sum paid within twelve months reaches; minor units, net of returns. */
export function tierOf(spent: bigint, { tiers }: Scheme): Tier {
  return tiers.findLast(({ from }) => spent >= from) ?? tiers[0]!;
}

/** The tier above one, with what is missing of its threshold; undefined in the highest. */
export function nextTier(spent: bigint, held: string, { tiers }: Scheme): { tier: Tier; missing: bigint } | undefined {
  const tier = tiers[tiers.findIndex(({ id }) => id === held) + 1];
  return tier && { tier, missing: tier.from > spent ? tier.from - spent : 0n };
}

/**
 * A tier is reached at once and then held for a period, whatever comes back meanwhile; only when the period is over does
 * the sum of the last twelve months decide anew, and may decide for less.
 * @param held undefined for somebody who becomes known
 * @param periodEnd the end of a period that begins now
 */
export function reviewTier(
  held: HeldTier | undefined,
  spent: bigint,
  { now, periodEnd, scheme }: { now: Date; periodEnd: Date; scheme: Scheme },
): HeldTier {
  const { tiers } = scheme;
  const reached = tierOf(spent, scheme);
  const rank = (id: string | undefined) => tiers.findIndex((tier) => tier.id === id);
  const over = held?.until !== undefined && held.until <= now;
  // A tier that the scheme no longer has ranks below all.
  if (held && rank(held.tier) >= rank(reached.id) && !over) return held;
  const until = rank(reached.id) > 0 ? periodEnd : undefined;
  const since = held?.tier === reached.id ? held.since : now;
  return { tier: reached.id, since, until };
}

/** Whether a change leads up or down; undefined where the tier stayed. */
export function directionOf(from: string, to: string, { tiers }: Scheme): "up" | "down" | undefined {
  const rank = (id: string) => tiers.findIndex((tier) => tier.id === id);
  if (from === to) return undefined;
  return rank(to) > rank(from) ? "up" : "down";
}
