import { sigmoid } from "./distributions.ts";
import type { Profiles } from "./profiles.ts";
import { faded, halfLives, offersOfLate } from "./profiles.ts";
import type { World } from "./world.ts";

const ofProfile = [
  "tenure-days",
  "orders",
  "orders-of-late",
  "recency-days",
  "mean-gap-days",
  "gap-variation",
  "mean-basket",
  "margin-share",
  "units-per-order",
  "reduced-share",
  "points-share",
  "new-product-share",
  "online-share",
  "return-rate",
  "spend-of-late",
  "tier",
  "opened-share",
  "offers",
  "offers-used-share",
  "offers-of-late",
] as const;
const ofMoment = [
  "returned-value",
  "returned-share",
  "days-held",
  "returned-online",
  "month-sine",
  "month-cosine",
  "weekend",
] as const;

/**
 * The names of a moment's features, in their order: all that a retailer knows at that time. Money is in minor units; shares of
 * orders, units and messages are drawn towards the retailer's own rate as if by two more of them (as-of rates, smoothed).
 */
export function worldFeatures({ returns, regions }: World): readonly string[] {
  return [
    ...ofProfile,
    ...ofMoment,
    ...returns.reasons.map(({ name }) => `reason-${name}`),
    ...regions.map(({ name }) => `region-${name}`),
  ];
}

/** The goods that are brought back at a moment. */
export interface ReturnedGoods {
  readonly value: number;
  readonly share: number;
  readonly daysHeld: number;
  readonly online: boolean;
  /** A number into `returns.reasons`. */
  readonly reason: number;
}

export interface FeatureMoment {
  readonly shopper: number;
  readonly region: number;
  readonly day: number;
  /** 0 is January; 0 is Sunday. */
  readonly month: number;
  readonly weekday: number;
  readonly goods: ReturnedGoods;
}

/** Reads the features of a moment into a new array. */
export type FeatureReader = (seen: Profiles, moment: FeatureMoment) => Float64Array;

export function featureReader(world: World): FeatureReader {
  const { signs, returns, regions, points } = world;
  const [reduced, pointsUsed, newUnits, online, returned, opened] = [
    signs.reduced,
    signs.pointsUsed,
    signs.newProduct,
    signs.online,
    returns,
    signs.opened,
  ].map(({ logOdds }) => sigmoid(logOdds)) as [number, number, number, number, number, number];
  const size = ofProfile.length + ofMoment.length;
  return (seen, { shopper: i, region, day, month, weekday, goods }) => {
    const orders = seen.orders[i]!;
    const sinceOrder = day - seen.lastOrderDay[i]!;
    const gaps = Math.max(1, orders - 1);
    const meanGap = orders > 1 ? seen.gaps[i]! / gaps : day - seen.firstDay[i]!;
    const gapVariance = orders > 2 ? Math.max(0, seen.gapsSquared[i]! / gaps - meanGap ** 2) : meanGap ** 2;
    const spend = faded(seen.recentSpend[i]!, sinceOrder, halfLives.spend);
    const season = (2 * Math.PI * (month + 0.5)) / 12;
    const values = [
      day - seen.firstDay[i]!,
      orders,
      faded(seen.recentOrders[i]!, sinceOrder, halfLives.orders),
      sinceOrder,
      meanGap,
      Math.sqrt(gapVariance) / Math.max(1, meanGap),
      seen.value[i]! / orders,
      seen.marginShares[i]! / orders,
      seen.units[i]! / orders,
      smoothed(seen.reduced[i]!, orders, reduced),
      smoothed(seen.pointsUsed[i]!, orders, pointsUsed),
      smoothed(seen.newUnits[i]!, seen.units[i]!, newUnits),
      smoothed(seen.online[i]!, orders, online),
      smoothed(seen.returns[i]!, orders, returned),
      spend,
      tierOf(spend, points.tiersFrom),
      smoothed(seen.opened[i]!, seen.messages[i]!, opened),
      seen.offers[i]!,
      smoothed(seen.offersUsed[i]!, seen.offers[i]!, usualUse),
      offersOfLate(seen, i, day),
      goods.value,
      goods.share,
      goods.daysHeld,
      goods.online ? 1 : 0,
      Math.sin(season),
      Math.cos(season),
      weekday === 0 || weekday === 6 ? 1 : 0,
    ];
    const features = new Float64Array(size + returns.reasons.length + regions.length);
    for (let f = 0; f < size; f++) features[f] = values[f]!;
    features[size + goods.reason] = 1;
    features[size + returns.reasons.length + region] = 1;
    return features;
  };
}

/** What the retailer would expect of this shopper's next basket and margin: own mean, drawn towards everybody's by their spreads. */
export function expectedSeen(
  { baskets, margins }: World,
  seen: Profiles,
  i: number,
): { basket: number; margin: number } {
  const weight = (between: number, within: number): number => (between > 0 ? (within / between) ** 2 : 1e9);
  const towards = (sum: number, mean: number, prior: number): number =>
    (sum + prior * mean) / (seen.orders[i]! + prior);
  return {
    basket: towards(seen.value[i]!, baskets.mean, weight(baskets.between, baskets.within)),
    margin: towards(seen.marginShares[i]!, margins.mean, weight(margins.between, margins.within)),
  };
}

/** How many more of a kind a share is drawn with towards the usual rate. */
const prior = 2;
/** Of the offers a retailer makes, about a quarter is used. */
const usualUse = 0.25;

function smoothed(count: number, of: number, usual: number): number {
  return (count + prior * usual) / (of + prior);
}

function tierOf(spend: number, tiersFrom: readonly number[]): number {
  let tier = 0;
  while (tier < tiersFrom.length && spend >= tiersFrom[tier]!) tier++;
  return tier;
}
