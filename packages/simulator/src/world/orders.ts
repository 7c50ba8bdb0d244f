import { binomialAt, poissonAt, sigmoid } from "./distributions.ts";
import { type KeyedRandom, type Purpose, purposes } from "./keyed-random.ts";
import type { Population } from "./population.ts";
import type { ReturnLags } from "./return-lags.ts";
import type { World } from "./world.ts";

/** One order as it happened, and what comes back of it. */
export interface Order {
  readonly day: number;
  /** Before an incentive, minor units. */
  readonly value: number;
  readonly marginShare: number;
  readonly reduced: boolean;
  readonly pointsUsed: boolean;
  readonly online: boolean;
  readonly units: number;
  readonly newUnits: number;
  /** Days until it comes back; 0 when it is kept. */
  readonly returnedAfter: number;
  /** Share of the value that comes back. */
  readonly returnedShare: number;
}

/** Where the numbers of an order come from: those of a shopper after their n-th moment, from draw `draw` on. */
export interface OrderKey {
  readonly purpose: Purpose;
  readonly count: number;
  readonly draw: number;
}

/** How many draws an order takes at most. */
export const drawsPerOrder = 16;

/** Of the value that comes back when not everything does. */
const [leastPart, mostPart] = [0.2, 0.8];

/** What is expected to come back of the value of an order that comes back. */
export function meanReturnedShare({ returns }: World): number {
  return returns.whole + (1 - returns.whole) * ((leastPart + mostPart) / 2);
}

/** @param logBasket added to the log basket, @param returns added to the log-odds that it comes back, both by an incentive */
export function drawOrder(
  { world, random, people, lags }: { world: World; random: KeyedRandom; people: Population; lags: ReturnLags },
  i: number,
  day: number,
  key: OrderKey,
  logBasket = 0,
  returns = 0,
): Order {
  const { purpose, count, draw } = key;
  const uniform = (n: number): number => random.uniform(purpose, i, count, draw + n);
  const { within } = world.baskets;
  const units = 1 + poissonAt(uniform(4), world.baskets.units - 1);
  const returned = uniform(8) < sigmoid(people.returnLogOdds[i]! + returns);
  const whole = uniform(9) < world.returns.whole;
  return {
    day,
    value: people.basket[i]! * Math.exp(logBasket + within * random.normal(purpose, i, count, draw) - within ** 2 / 2),
    marginShare: people.margin[i]! + world.margins.within * random.normal(purpose, i, count, draw + 2),
    reduced: uniform(5) < people.reduced[i]!,
    pointsUsed: uniform(6) < people.pointsUsed[i]!,
    online: uniform(7) < people.online[i]!,
    units,
    newUnits: binomialAt(uniform(10), units, people.newProduct[i]!),
    returnedAfter: returned ? lags.at(uniform(11)) : 0,
    returnedShare: !returned ? 0 : whole ? 1 : leastPart + (mostPart - leastPart) * uniform(12),
  };
}

/** The key of the `n`-th order between a shopper's `count`-th moment and the next. */
export function lifeKey(count: number, n: number): OrderKey {
  return { purpose: purposes.life, count, draw: 8 + n * (drawsPerOrder + 4) };
}
