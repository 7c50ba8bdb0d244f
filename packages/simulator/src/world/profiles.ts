import type { Order } from "./orders.ts";

/** Days after which something counts half in "of late". */
export const halfLives = { orders: 90, spend: 180, offers: 60 } as const;

/**
 * What the retailer has seen of each shopper so far, an entry for each shopper in every array: a fold over their orders, returns,
 * messages and offers. Sums and counts only; shares are formed when a feature is read.
 */
export interface Profiles {
  readonly firstDay: Int32Array;
  readonly lastOrderDay: Int32Array;
  readonly orders: Float64Array;
  readonly gaps: Float64Array;
  readonly gapsSquared: Float64Array;
  readonly value: Float64Array;
  readonly marginShares: Float64Array;
  readonly reduced: Float64Array;
  readonly pointsUsed: Float64Array;
  readonly online: Float64Array;
  readonly units: Float64Array;
  readonly newUnits: Float64Array;
  readonly returns: Float64Array;
  readonly messages: Float64Array;
  readonly opened: Float64Array;
  readonly offers: Float64Array;
  readonly offersUsed: Float64Array;
  /** Faded sums, each as of the last order (the first two) or the last offer. */
  readonly recentOrders: Float64Array;
  readonly recentSpend: Float64Array;
  readonly recentOffers: Float64Array;
  readonly lastOfferDay: Int32Array;
}

export function emptyProfiles(firstDay: Int32Array): Profiles {
  const count = firstDay.length;
  const zeros = (): Float64Array => new Float64Array(count);
  return {
    firstDay,
    lastOrderDay: firstDay.slice(),
    orders: zeros(),
    gaps: zeros(),
    gapsSquared: zeros(),
    value: zeros(),
    marginShares: zeros(),
    reduced: zeros(),
    pointsUsed: zeros(),
    online: zeros(),
    units: zeros(),
    newUnits: zeros(),
    returns: zeros(),
    messages: zeros(),
    opened: zeros(),
    offers: zeros(),
    offersUsed: zeros(),
    recentOrders: zeros(),
    recentSpend: zeros(),
    recentOffers: zeros(),
    lastOfferDay: firstDay.slice(),
  };
}

export function recordOrder(seen: Profiles, i: number, order: Order): void {
  const gap = order.day - seen.lastOrderDay[i]!;
  if (seen.orders[i]! > 0) {
    seen.gaps[i]! += gap;
    seen.gapsSquared[i]! += gap * gap;
  }
  seen.recentOrders[i] = faded(seen.recentOrders[i]!, gap, halfLives.orders) + 1;
  seen.recentSpend[i] = faded(seen.recentSpend[i]!, gap, halfLives.spend) + order.value;
  seen.lastOrderDay[i] = order.day;
  seen.orders[i]! += 1;
  seen.value[i]! += order.value;
  seen.marginShares[i]! += order.marginShare;
  seen.reduced[i]! += order.reduced ? 1 : 0;
  seen.pointsUsed[i]! += order.pointsUsed ? 1 : 0;
  seen.online[i]! += order.online ? 1 : 0;
  seen.units[i]! += order.units;
  seen.newUnits[i]! += order.newUnits;
}

export function recordOffer(seen: Profiles, i: number, day: number, used: boolean): void {
  seen.recentOffers[i] = offersOfLate(seen, i, day) + 1;
  seen.lastOfferDay[i] = day;
  seen.offers[i]! += 1;
  seen.offersUsed[i]! += used ? 1 : 0;
}

/** Offers received, each counting half after 60 days. */
export function offersOfLate(seen: Profiles, i: number, day: number): number {
  return faded(seen.recentOffers[i]!, day - seen.lastOfferDay[i]!, halfLives.offers);
}

export function faded(sum: number, days: number, halfLife: number): number {
  return sum === 0 ? 0 : sum * 2 ** (-days / halfLife);
}
