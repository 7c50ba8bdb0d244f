import { checkWorld } from "./check-world.ts";
import { dayQueue } from "./day-queue.ts";
import { binomialAt } from "./distributions.ts";
import { expectedSeen, type FeatureReader, featureReader, type ReturnedGoods, worldFeatures } from "./features.ts";
import { keyedRandom, purposes } from "./keyed-random.ts";
import { drawOutcome, type Settled } from "./outcome.ts";
import { drawPopulation } from "./population.ts";
import { emptyProfiles, offersOfLate, recordOffer } from "./profiles.ts";
import { chanceUntouched, responses } from "./response.ts";
import { returnLags } from "./return-lags.ts";
import { type ShopperLives, shopperLives, type WorldParts } from "./shopper-lives.ts";
import type { World } from "./world.ts";
import { worldCalendar } from "./world-calendar.ts";
import { WorldError } from "./world-error.ts";
import type { WorldMoment, WorldOutcome } from "./world-moment.ts";

/** A world under way. Moments come in order of day, those of a day by shopper; each must be answered before the next. */
export interface RunningWorld {
  readonly world: World;
  /** Names of the features of every moment. */
  readonly features: readonly string[];
  /** The first day of each month played, and the day after the last. */
  readonly monthStarts: readonly number[];
  /** The next moment; undefined when the months are over. */
  next(): WorldMoment | undefined;
  /** Of the moment that waits for its answer: chance of buying in the horizon. */
  trueChance(action: number): number;
  /** Of the moment that waits: expected margin in the horizon net of incentive, contact and returns, minor units. */
  trueMargin(action: number): number;
  /** Of the moment that waits: expected spend on incentive and contact, minor units. */
  trueCost(action: number): number;
  /**
   * Answers the waiting moment, draws what comes of it and lets the shopper live on. What is drawn is not to be known before
   * `knownOn`; `playWorld` keeps it back until then.
   */
  answer(action: number): WorldOutcome;
}

/**
 * Starts a world: draws its people, lets them live through the history (with nothing done at any return) and stops before the first
 * moment. Everything random hangs on seed, shopper and the shopper's moment number, so two policies in the same world meet the same
 * people with the same luck.
 * @throws WorldError naming the parameter that does not do
 */
export function startWorld(world: World, seed: string | number): RunningWorld {
  checkWorld(world);
  const parts = partsOf(world, seed);
  const { calendar, people, seen, lags } = parts;
  const lives = shopperLives(parts);
  const queue = dayQueue(world.shoppers, calendar.firstDay, calendar.end);
  const { truth, set } = responses(world, calendar, people, lags);
  const untouched: Settled = { action: 0, chance: 0, logBasket: 0, returns: 0, redeem: 0 };
  const read = featureReader(world);
  const arrive = arrivals(parts, lives);
  let waiting: WorldMoment | undefined;
  let count = 0;

  const settle = (shopper: number, day: number, settled: Settled): WorldOutcome => {
    const { outcome, order } = drawOutcome(parts, shopper, day, lives.moments[shopper]!, settled);
    if (settled.action > 0) recordOffer(seen, shopper, day, outcome.redeemed);
    queue.put(shopper, order ? lives.goOnFrom(shopper, order) : lives.goOn(shopper, day + world.horizonDays));
    return outcome;
  };

  for (let i = 0; i < world.shoppers; i++) queue.put(i, lives.begin(i));
  for (let i = queue.take(0); i !== undefined; i = queue.take(0)) {
    const { logRate } = arrive(i, queue.day);
    const chance = chanceUntouched(world, calendar, people, { shopper: i, day: queue.day, logRate, offersOfLate: 0 });
    settle(i, queue.day, { ...untouched, chance });
  }

  const ofWaiting = (values: Float64Array, action: number): number => {
    if (!waiting) throw new WorldError("action", "is asked of no moment; call next() first");
    return values[requireAction(world, action)]!;
  };
  return {
    world,
    features: worldFeatures(world),
    monthStarts: calendar.monthStarts,
    next() {
      if (waiting) throw new WorldError("action", "is missing for the last moment; answer it before the next");
      const shopper = queue.take(calendar.end);
      if (shopper === undefined) return undefined;
      const { day } = queue;
      const { logRate, goods } = arrive(shopper, day);
      set({ shopper, day, logRate, offersOfLate: offersOfLate(seen, shopper, day) });
      waiting = momentOf(parts, read, shopper, day, goods, count++, lives.moments[shopper]!);
      return waiting;
    },
    trueChance: (action) => ofWaiting(truth.chance, action),
    trueMargin: (action) => ofWaiting(truth.margin, action),
    trueCost: (action) => ofWaiting(truth.cost, action),
    answer(action) {
      const chance = ofWaiting(truth.chance, action);
      const { shopper, day } = waiting!;
      waiting = undefined;
      const [logBasket, returns] = [truth.logBasket[action]!, truth.returns[action]!];
      return settle(shopper, day, { action, chance, logBasket, returns, redeem: truth.redeem[action]! });
    },
  };
}

function partsOf(world: World, seed: string | number): WorldParts {
  const random = keyedRandom(seed);
  const calendar = worldCalendar(world);
  const people = drawPopulation(world, calendar, random);
  return { world, calendar, random, people, seen: emptyProfiles(people.joinDay), lags: returnLags(world) };
}

/** Someone stands there with goods: the return is booked, messages since the last moment are counted. */
function arrivals({ world, random, people, seen }: WorldParts, lives: ShopperLives) {
  const perDay = (world.signs.messagesPerMonth * 12) / 365;
  return (i: number, day: number): { logRate: number; goods: ReturnedGoods } => {
    lives.moments[i]! += 1;
    const number = lives.moments[i]!;
    const sent = Math.floor(perDay * (day - people.joinDay[i]!)) - seen.messages[i]!;
    seen.messages[i]! += sent;
    seen.opened[i]! += binomialAt(random.uniform(purposes.moment, i, number, 5), sent, people.opened[i]!);
    seen.returns[i]! += 1;
    const { boughtDay, ...goods } = lives.goods(i);
    const reason = reasonAt(world, random.uniform(purposes.moment, i, number, 0));
    return {
      logRate: lives.moodAt(i, day) + world.returns.reasons[reason]!.logRate,
      goods: { ...goods, daysHeld: day - boughtDay, reason },
    };
  };
}

function reasonAt({ returns: { reasons } }: World, uniform: number): number {
  let left = uniform;
  let reason = 0;
  while (reason < reasons.length - 1 && left >= reasons[reason]!.share) left -= reasons[reason++]!.share;
  return reason;
}

function momentOf(
  { world, calendar, people, seen }: WorldParts,
  read: FeatureReader,
  shopper: number,
  day: number,
  goods: ReturnedGoods,
  id: number,
  number: number,
): WorldMoment {
  const region = people.region[shopper]!;
  const [month, weekday] = [calendar.monthOf(day), calendar.weekdayOf(day)];
  const expected = expectedSeen(world, seen, shopper);
  return {
    id,
    day,
    shopper,
    number,
    store: people.store[shopper]!,
    region,
    features: read(seen, { shopper, region, day, month, weekday, goods }),
    expectedBasketSeen: expected.basket,
    marginRate: expected.margin,
  };
}

function requireAction({ actions }: World, action: number): number {
  if (!Number.isInteger(action) || action < 0 || action >= actions.length)
    throw new WorldError("action", `is ${action}; a whole number from 0 to ${actions.length - 1} is needed`);
  return action;
}
