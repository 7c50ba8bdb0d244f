import { dayMs, dayOf, decay, type MoneySums, type ProfileState } from "./profile-state.ts";

/** What is known of a shopper at an instant. Ratios lie in 0..1; what has no value yet is absent, never a stand-in zero. */
export interface Profile {
  readonly asOf: Date;
  readonly orders: number;
  /** Days with at least one purchase. */
  readonly purchaseDays: number;
  /** Paid for goods, minor units of `currency`. */
  readonly spent: bigint;
  /** Given back, minor units of `currency`. */
  readonly refunded: bigint;
  /** The currency of most orders; absent before the first order. Money in others stands in no figure. */
  readonly currency?: string;
  readonly recencyDays?: number;
  readonly tenureDays?: number;
  /** Mean, and standard deviation, of the days between consecutive purchase days; from the second (third) day on. */
  readonly meanGapDays?: number;
  readonly gapDeviationDays?: number;
  readonly lastGapDays?: number;
  /** Orders, each fading by half in 90 days: recency and frequency in one number. */
  readonly recentOrders: number;
  /** Mean paid for goods per order, minor units of `currency`, rounded down. */
  readonly meanBasket?: bigint;
  readonly meanUnits?: number;
  readonly unitsBought: number;
  readonly unitsReturned: number;
  /** Returned units whose purchase could not be found. */
  readonly unmatchedUnits: number;
  readonly returns: number;
  /** Units returned for each unit bought, at most 1 (goods of unknown origin can exceed the purchases on record). */
  readonly returnRate?: number;
  readonly returnRateByCategory: { category: string; bought: number; returned: number; rate: number }[];
  /** Returned units by reason handle, most first. */
  readonly reasons: { reason: string; units: number }[];
  readonly daysSinceLastReturn?: number;
  /** Returns with no order after them yet, and the share of all others' being followed by an order. */
  readonly openReturns: number;
  readonly followedReturns: number;
  /** Share of the last order's units that came back. */
  readonly lastOrderReturnedShare?: number;
  /** Share of orders by channel, most first. */
  readonly channelMix: { channel: string; share: number }[];
  /** Discounts as a share of list price, over all orders in `currency`. */
  readonly discountShare?: number;
  /** The loyalty tier that was reached; absent in the one where everybody begins. */
  readonly tier?: string;
  /** How often points were used, and how long ago last. */
  readonly redemptions: number;
  readonly daysSinceLastRedemption?: number;
}

/**
 * The profile as of an instant, which must not lie before the last event that was folded: a state knows no way back in
 * time. For the past, fold up to there (`profileBefore`). Where clocks disagree a little, ages stop at zero.
 */
export function profileAt(state: ProfileState, at: Date): Profile {
  const daysSince = (instant: number | null) =>
    instant === null ? undefined : Math.max(0, at.getTime() - instant) / dayMs;
  const [currency, sums] = mainMoney(state);
  const profile: { [Name in keyof Profile]: Profile[Name] | undefined } = {
    asOf: at,
    orders: state.orders,
    purchaseDays: state.purchaseDays,
    spent: BigInt(sums?.paid ?? 0),
    refunded: BigInt(sums?.refunded ?? 0),
    currency,
    recencyDays: daysSince(state.lastOrderAt),
    tenureDays: daysSince(state.firstOrderAt),
    ...gaps(state),
    recentOrders:
      state.lastOrderAt === null ? 0 : state.recentOrders * decay(Math.max(0, at.getTime() - state.lastOrderAt)),
    meanBasket: sums && sums.orders > 0 ? BigInt(sums.paid) / BigInt(sums.orders) : undefined,
    meanUnits: ratio(state.unitsBought, state.orders),
    unitsBought: state.unitsBought,
    unitsReturned: state.unitsReturned,
    unmatchedUnits: state.unmatchedUnits,
    returns: state.returns,
    returnRate: share(state.unitsReturned, state.unitsBought),
    returnRateByCategory: Object.entries(state.categories)
      .map(([category, { bought, returned }]) => ({ category, bought, returned, rate: share(returned, bought) ?? 1 }))
      .sort((a, b) => b.bought - a.bought || byText(a.category, b.category)),
    reasons: Object.entries(state.reasons)
      .map(([reason, units]) => ({ reason, units }))
      .sort((a, b) => b.units - a.units || byText(a.reason, b.reason)),
    daysSinceLastReturn: daysSince(state.lastReturnAt),
    openReturns: state.openReturns,
    followedReturns: state.followedReturns,
    lastOrderReturnedShare: state.lastOrder ? share(state.lastOrder.unitsReturned, state.lastOrder.units) : undefined,
    channelMix: Object.entries(state.channels)
      .filter(([, { orders }]) => orders > 0)
      .map(([channel, { orders }]) => ({ channel, share: orders / state.orders }))
      .sort((a, b) => b.share - a.share || byText(a.channel, b.channel)),
    discountShare: sums ? share(sums.discount, sums.listed) : undefined,
    tier: state.loyalty?.tier ?? undefined,
    redemptions: state.loyalty?.redemptions ?? 0,
    daysSinceLastRedemption: daysSince(state.loyalty?.lastRedeemedAt ?? null),
  };
  return withoutAbsent(profile);
}

function gaps({ purchaseDays, firstOrderAt, lastOrderAt, lastGapDays, gapSquares }: ProfileState) {
  const count = purchaseDays - 1;
  if (firstOrderAt === null || lastOrderAt === null || count < 1) return {};
  const meanGapDays = (dayOf(lastOrderAt) - dayOf(firstOrderAt)) / count;
  const variance = count < 2 ? undefined : (gapSquares - count * meanGapDays ** 2) / (count - 1);
  return {
    meanGapDays,
    gapDeviationDays: variance === undefined ? undefined : Math.sqrt(Math.max(0, variance)),
    lastGapDays: lastGapDays ?? undefined,
  };
}

/** A return alone can bring in a currency, so that orders, not entries, decide; a tie goes to the alphabet. */
function mainMoney({ money }: ProfileState): [string, MoneySums] | [undefined, undefined] {
  const [main] = Object.entries(money).sort(([a, x], [b, y]) => y.orders - x.orders || byText(a, b));
  return main ?? [undefined, undefined];
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function share(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : undefined;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutAbsent(profile: { [Name in keyof Profile]: Profile[Name] | undefined }): Profile {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined)) as unknown as Profile;
}
