import { drawTraits } from "./correlated-traits.ts";
import { sigmoid } from "./distributions.ts";
import { type KeyedRandom, purposes } from "./keyed-random.ts";
import type { World } from "./world.ts";
import type { WorldCalendar } from "./world-calendar.ts";

/** What is true of each shopper for good and seen by nobody: an entry for each shopper in every array. */
export interface Population {
  readonly region: Uint8Array;
  /** Numbered through all regions. */
  readonly store: Uint16Array;
  /** First day as a customer; who was there before the records begin has the first day of the calendar. */
  readonly joinDay: Int32Array;
  /** 1 for those who were customers before. */
  readonly old: Uint8Array;
  /** Orders on a mean day. */
  readonly dailyRate: Float64Array;
  /** Strength of answers to price, points and novelty, mean 1; and of annoyance, 0 for most. */
  readonly price: Float64Array;
  readonly points: Float64Array;
  readonly novelty: Float64Array;
  readonly annoyance: Float64Array;
  /** Standard normal scores that move the use of offers. */
  readonly dealsScore: Float64Array;
  readonly pointsScore: Float64Array;
  /** Mean basket in minor units, mean margin as a share of it. */
  readonly basket: Float64Array;
  readonly margin: Float64Array;
  readonly returnLogOdds: Float64Array;
  /** Chances of the signs that an order or a message shows. */
  readonly reduced: Float64Array;
  readonly pointsUsed: Float64Array;
  readonly newProduct: Float64Array;
  readonly online: Float64Array;
  readonly opened: Float64Array;
}

export function drawPopulation(world: World, calendar: WorldCalendar, random: KeyedRandom): Population {
  const { shoppers: count, purchases, effects, signs, baskets, margins, returns } = world;
  const traits = drawTraits(world, random);
  const { region, store, logRate } = drawPlaces(world, random);
  const { joinDay, old } = drawJoining(world, calendar, random);
  const of = (value: (i: number) => number): Float64Array => Float64Array.from({ length: count }, (_, i) => value(i));
  const strength = (scores: Float64Array, spread: number): Float64Array =>
    of((i) => Math.exp(spread * scores[i]! - spread ** 2 / 2));
  const rateStrength = strength(traits.rate, purchases.spread);
  const basketStrength = strength(traits.basket, baskets.between);
  // The mood's own mean on the rate's scale is taken out, so that `perYear` stays the mean.
  const perDay = (purchases.perYear / 365) * Math.exp(-(purchases.mood.spread ** 2) / 2);
  return {
    region,
    store,
    joinDay,
    old,
    dailyRate: of((i) => perDay * rateStrength[i]! * Math.exp(logRate[i]!)),
    price: strength(traits.price, effects.priceSpread),
    points: strength(traits.points, effects.pointsSpread),
    novelty: strength(traits.novelty, effects.noveltySpread),
    annoyance: of((i) => Math.max(0, traits.annoyance[i]! - effects.annoyedFrom)),
    dealsScore: traits.deals,
    pointsScore: traits.points,
    basket: of((i) => baskets.mean * basketStrength[i]! * Math.exp(world.regions[region[i]!]!.logBasket)),
    margin: of((i) => Math.min(0.95, Math.max(0, margins.mean + margins.between * traits.margin[i]!))),
    returnLogOdds: of((i) => returns.logOdds + returns.between * traits.returns[i]!),
    reduced: of((i) =>
      sigmoid(signs.reduced.logOdds + signs.reduced.deals * traits.deals[i]! + signs.reduced.price * traits.price[i]!),
    ),
    pointsUsed: of((i) => sigmoid(signs.pointsUsed.logOdds + signs.pointsUsed.points * traits.points[i]!)),
    newProduct: of((i) => sigmoid(signs.newProduct.logOdds + signs.newProduct.novelty * traits.novelty[i]!)),
    online: of((i) => sigmoid(signs.online.logOdds + signs.online.online * traits.online[i]!)),
    opened: of((i) => sigmoid(signs.opened.logOdds + signs.opened.annoyance * traits.annoyance[i]!)),
  };
}

function drawPlaces(world: World, random: KeyedRandom) {
  const { shoppers, regions, storeSpread } = world;
  const region = new Uint8Array(shoppers);
  const store = new Uint16Array(shoppers);
  const logRate = new Float64Array(shoppers);
  const firstStore = regions.map((_, r) => regions.slice(0, r).reduce((sum, { stores }) => sum + stores, 0));
  for (let i = 0; i < shoppers; i++) {
    let left = random.uniform(purposes.life, i, 0, 0);
    let r = 0;
    while (r < regions.length - 1 && left >= regions[r]!.share) left -= regions[r++]!.share;
    region[i] = r;
    store[i] = firstStore[r]! + Math.floor(random.uniform(purposes.life, i, 0, 1) * regions[r]!.stores);
    logRate[i] = regions[r]!.logRate + storeSpread * random.normal(purposes.store, store[i]!, 0, 0);
  }
  return { region, store, logRate };
}

function drawJoining({ shoppers, joining }: World, { firstDay, end }: WorldCalendar, random: KeyedRandom) {
  const joinDay = new Int32Array(shoppers);
  const old = new Uint8Array(shoppers);
  for (let i = 0; i < shoppers; i++) {
    const kind = random.uniform(purposes.life, i, 0, 2);
    const when = random.uniform(purposes.life, i, 0, 3);
    if (kind < joining.before) {
      joinDay[i] = firstDay;
      old[i] = 1;
    } else if (kind < joining.before + joining.during) joinDay[i] = Math.floor(when * end);
    else joinDay[i] = firstDay + Math.floor(when * -firstDay);
  }
  return { joinDay, old };
}
