/** Someone brings goods back and the retailer asks what to do: all that is known at that time. */
export interface WorldMoment {
  /** Counts the moments of a run from 0. */
  readonly id: number;
  /** 0 is the first day played. */
  readonly day: number;
  /** From 0. */
  readonly shopper: number;
  /** The shopper's how many-th moment, from 1 in the history; seed, shopper and this number fix all luck. */
  readonly number: number;
  /** The shopper's usual store, numbered through all regions from 0. */
  readonly store: number;
  /** A number into `world.regions`. */
  readonly region: number;
  /** Values of `worldFeatures(world)`; the caller may keep the array. */
  readonly features: Float64Array;
  /** Mean basket as far as it can be known, minor units. */
  readonly expectedBasketSeen: number;
  /** Mean gross margin of this shopper's baskets as far as it can be known, a share. */
  readonly marginRate: number;
}

/** What came of a moment within the horizon. Money is in whole minor units. */
export interface WorldOutcome {
  readonly bought: boolean;
  /** The day of the purchase, if any. */
  readonly boughtDay: number | undefined;
  /** Paid for the purchase, after the discount and before returns. */
  readonly revenue: number;
  /** Of it, given back for what was returned within the horizon. */
  readonly refunded: number;
  /** Of the order before an incentive. */
  readonly basket: number;
  /** Gross margin of what was kept, net of incentive, contact and handling of the return. */
  readonly margin: number;
  /** Discount or extra points, when the offer was used; 0 otherwise. Not lowered by a return. */
  readonly incentiveCost: number;
  /** Paid for telling the shopper. */
  readonly contactCost: number;
  /** Whether the offer was used. */
  readonly redeemed: boolean;
  /** Whether the purchase came back, at least in part, within the horizon. */
  readonly returned: boolean;
  /** Visits to shop or store, the purchase's included. */
  readonly visits: number;
  /** Points earned. */
  readonly points: number;
  /** The first day on which all this is known: the horizon is over. */
  readonly knownOn: number;
}
