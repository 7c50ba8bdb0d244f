/**
 * What a person's events add up to: counts, sums and instants, and nothing that ages. Whatever depends on "now" is
 * derived from it by `profileAt`, so that the same row answers for today and a replay answers for any day of the past.
 * Plain JSON. Instants are epoch milliseconds; amounts are integers in minor units as on the wire, because a bigint has
 * no JSON form, and the fold refuses a sum past 2^53 where one of them would lose a cent.
 */
export interface ProfileState {
  readonly orders: number;
  /** Order lines, further lines of an order included. */
  readonly lines: number;
  readonly unitsBought: number;
  /** Distinct calendar days (UTC) with at least one order. */
  readonly purchaseDays: number;
  readonly firstOrderAt: number | null;
  readonly lastOrderAt: number | null;
  /** Whole days between the last two purchase days. */
  readonly lastGapDays: number | null;
  /** Sum over consecutive purchase days of the squared gap in days; the sum of the gaps is last day minus first day. */
  readonly gapSquares: number;
  /** Orders, each counted half as much for every 90 days that lie between it and the last order. */
  readonly recentOrders: number;
  readonly lastOrder: LastOrder | null;
  readonly returns: number;
  readonly unitsReturned: number;
  /** Of these, units whose purchase could not be found. */
  readonly unmatchedUnits: number;
  readonly firstReturnAt: number | null;
  readonly lastReturnAt: number | null;
  /** Returns since the last order, and how many earlier ones were followed by an order. */
  readonly openReturns: number;
  readonly followedReturns: number;
  /** By ISO 4217 code: amounts of two currencies have no sum. */
  readonly money: Readonly<Record<string, MoneySums>>;
  /** Units by category; lines without a category stand in the totals only. */
  readonly categories: Readonly<Record<string, { readonly bought: number; readonly returned: number }>>;
  readonly channels: Readonly<Record<string, { readonly orders: number; readonly returns: number }>>;
  /** Returned units by reason handle. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Absent for who has neither reached a tier nor used points: most of an imported history. */
  readonly loyalty?: Loyalty;
}

export interface Loyalty {
  /** The handle of the tier; null for the one in which everybody begins. */
  readonly tier: string | null;
  readonly redemptions: number;
  readonly lastRedeemedAt: number | null;
}

export interface MoneySums {
  readonly orders: number;
  readonly listed: number;
  readonly discount: number;
  /** For goods, after every discount; shipping apart. */
  readonly paid: number;
  readonly shipping: number;
  readonly refunded: number;
}

export interface LastOrder {
  /** The wire id. */
  readonly orderId: string;
  readonly currency: string;
  readonly units: number;
  readonly paid: number;
  readonly unitsReturned: number;
}

/** Nobody's profile: where every fold starts. */
export const emptyProfile: ProfileState = {
  orders: 0,
  lines: 0,
  unitsBought: 0,
  purchaseDays: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  lastGapDays: null,
  gapSquares: 0,
  recentOrders: 0,
  lastOrder: null,
  returns: 0,
  unitsReturned: 0,
  unmatchedUnits: 0,
  firstReturnAt: null,
  lastReturnAt: null,
  openReturns: 0,
  followedReturns: 0,
  money: {},
  categories: {},
  channels: {},
  reasons: {},
};

export const dayMs = 86_400_000;
/** Calendar day (UTC) as a whole number: days since 1970-01-01. */
export const dayOf = (epochMs: number): number => Math.floor(epochMs / dayMs);

const halfLifeDays = 90;
/** How much of `recentOrders` is left after a time has passed. */
export const decay = (elapsedMs: number): number => 2 ** (-elapsedMs / dayMs / halfLifeDays);
