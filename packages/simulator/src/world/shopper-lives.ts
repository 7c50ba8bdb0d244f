import type { ReturnedGoods } from "./features.ts";
import { type KeyedRandom, type Purpose, purposes } from "./keyed-random.ts";
import { drawOrder, drawsPerOrder, lifeKey, type Order } from "./orders.ts";
import type { Population } from "./population.ts";
import { type Profiles, recordOrder } from "./profiles.ts";
import type { ReturnLags } from "./return-lags.ts";
import type { World } from "./world.ts";
import type { WorldCalendar } from "./world-calendar.ts";

/** What the parts of a running world share. */
export interface WorldParts {
  readonly world: World;
  readonly calendar: WorldCalendar;
  readonly random: KeyedRandom;
  readonly people: Population;
  readonly seen: Profiles;
  readonly lags: ReturnLags;
}

/** Shoppers between their moments: they buy by a Poisson process in the shop's own time until something comes back. */
export interface ShopperLives {
  /** How many moments a shopper has had; the key of their random numbers. */
  readonly moments: Int32Array;
  /** Begins a shopper's life; gives the day of their first return, Infinity for none before the end. */
  begin(shopper: number): number;
  /** Goes on from a day without a purchase; gives the day of the next return. */
  goOn(shopper: number, from: number): number;
  /** Goes on from a purchase; gives the day of the next return. */
  goOnFrom(shopper: number, order: Order): number;
  /** The log rate's swing on a day; asked at a moment, with draws of that moment. */
  moodAt(shopper: number, day: number): number;
  /** What is brought back at the shopper's present moment. */
  goods(shopper: number): Omit<ReturnedGoods, "reason" | "daysHeld"> & { readonly boughtDay: number };
}

export function shopperLives({ world, calendar, random, people, seen, lags }: WorldParts): ShopperLives {
  const count = world.shoppers;
  const moments = new Int32Array(count);
  const mood = new Float64Array(count);
  const moodDay = Int32Array.from(people.joinDay);
  const [value, share, boughtDay] = [new Float64Array(count), new Float64Array(count), new Int32Array(count)];
  const online = new Uint8Array(count);
  const { spread, halfLifeDays } = world.purchases.mood;

  const swing = (i: number, day: number, purpose: Purpose, draw: number): number => {
    const kept = 2 ** (-(day - moodDay[i]!) / halfLifeDays);
    const fresh = spread * Math.sqrt(1 - kept * kept);
    mood[i] = mood[i]! * kept + (fresh > 0 ? fresh * random.normal(purpose, i, moments[i]!, draw) : 0);
    moodDay[i] = day;
    return mood[i]!;
  };

  const take = (i: number, order: Order): number => {
    recordOrder(seen, i, order);
    if (order.returnedAfter === 0) return Number.POSITIVE_INFINITY;
    value[i] = order.value * order.returnedShare;
    share[i] = order.returnedShare;
    boughtDay[i] = order.day;
    online[i] = order.online ? 1 : 0;
    return order.day + order.returnedAfter;
  };

  const live = (i: number, from: number, buysAtOnce: boolean): number => {
    let day = from;
    for (let n = 0; ; n++) {
      const key = lifeKey(moments[i]!, n);
      const draw = key.draw + drawsPerOrder;
      if (n > 0 || !buysAtOnce) {
        const pull = -Math.log(random.uniform(purposes.life, i, moments[i]!, draw)) / rate(i);
        day = calendar.dayAt(calendar.pullBefore(day + 1) + pull);
      }
      if (day >= calendar.end) return Number.POSITIVE_INFINITY;
      swing(i, day, purposes.life, draw + 1);
      const returnDay = take(i, drawOrder({ world, random, people, lags }, i, day, key));
      if (returnDay < Number.POSITIVE_INFINITY) return returnDay;
    }
  };
  const rate = (i: number): number => people.dailyRate[i]! * Math.exp(mood[i]!);

  return {
    moments,
    begin: (i) => {
      mood[i] = spread * random.normal(purposes.life, i, 0, 4);
      return live(i, people.joinDay[i]!, people.old[i] === 0);
    },
    goOn: (i, from) => live(i, from, false),
    goOnFrom: (i, order) => {
      const returnDay = take(i, order);
      return returnDay < Number.POSITIVE_INFINITY ? returnDay : live(i, order.day, false);
    },
    moodAt: (i, day) => swing(i, day, purposes.moment, 6),
    goods: (i) => ({ value: value[i]!, share: share[i]!, boughtDay: boughtDay[i]!, online: online[i] === 1 }),
  };
}
