import { sigmoid } from "./distributions.ts";
import { meanReturnedShare } from "./orders.ts";
import type { Population } from "./population.ts";
import { purchaseTiming, type ReturnLags } from "./return-lags.ts";
import type { World, WorldAction } from "./world.ts";
import type { WorldCalendar } from "./world-calendar.ts";

/** What is true at one moment, for every action; entries are overwritten by the next moment. */
export interface Truth {
  /** Chance of buying within the horizon. */
  readonly chance: Float64Array;
  /** Expected margin within the horizon net of incentive, contact and returns, minor units. */
  readonly margin: Float64Array;
  /** Expected spend on incentive and contact, minor units. */
  readonly cost: Float64Array;
  /** Change of the log basket, and of the log-odds of a return. */
  readonly logBasket: Float64Array;
  readonly returns: Float64Array;
  /** Chance that a buyer in time uses the offer. */
  readonly redeem: Float64Array;
}

/** How strongly an action pulls somebody, on the scale of log-odds, given the strength with which they answer to each of its sides. */
export function attractionOf(effect: WorldAction["effect"], price: number, points: number, novelty: number): number {
  return effect.reminder + effect.price * price + effect.points * points + effect.novelty * novelty;
}

/** A moment as far as the truth depends on it. */
export interface Situation {
  readonly shopper: number;
  readonly day: number;
  /** Added to the shopper's log purchase rate: mood, reason of the return. */
  readonly logRate: number;
  readonly offersOfLate: number;
}

/** Chance of buying in the horizon if nothing is done: at least one event of a Poisson process at the shopper's rate of the day. */
export function chanceUntouched(
  world: World,
  calendar: WorldCalendar,
  people: Population,
  { shopper, day, logRate }: Situation,
): number {
  const pull = calendar.pullBefore(day + 1 + world.horizonDays) - calendar.pullBefore(day + 1);
  return 1 - Math.exp(-people.dailyRate[shopper]! * Math.exp(logRate) * world.purchases.afterReturn * pull);
}

/**
 * The truth of a world as a function of the situation. An action adds to the log-odds of buying, so that it moves those most who
 * stand in the middle and can hardly move the sure and the lost; expected money follows from the draws' own distributions, term by
 * term (basket, margin, use, return and their days are independent given the purchase, the last two by way of the day).
 */
export function responses(
  world: World,
  calendar: WorldCalendar,
  people: Population,
  lags: ReturnLags,
): { truth: Truth; set(situation: Situation): void } {
  const { actions, effects, returns } = world;
  const zeros = (): Float64Array => new Float64Array(actions.length);
  const truth: Truth = {
    chance: zeros(),
    margin: zeros(),
    cost: zeros(),
    logBasket: zeros(),
    returns: zeros(),
    redeem: zeros(),
  };
  const timings = actions.map((action) => purchaseTiming(world, action, lags));
  const returnedShare = meanReturnedShare(world);

  const set = (situation: Situation): void => {
    const { shopper: i, day, offersOfLate } = situation;
    const untouched = Math.min(1 - 1e-9, Math.max(1e-9, chanceUntouched(world, calendar, people, situation)));
    const logOdds = Math.log(untouched / (1 - untouched));
    const freshness = Math.exp(-effects.wearOut * offersOfLate);
    for (let a = 0; a < actions.length; a++) {
      const action = actions[a]!;
      const { effect, basket, redeem } = action;
      const scale = effects.scale * calendar.effectFactor(a, day);
      const attraction = attractionOf(effect, people.price[i]!, people.points[i]!, people.novelty[i]!);
      const push = scale * (attraction * freshness - effect.annoyance * people.annoyance[i]!);
      const chance = push === 0 ? untouched : sigmoid(logOdds + push);
      const logBasket = scale * (basket.log + basket.price * people.price[i]!);
      const used = sigmoid(
        redeem.logOdds + redeem.deals * people.dealsScore[i]! + redeem.points * people.pointsScore[i]!,
      );
      const returnedAtAll = sigmoid(people.returnLogOdds[i]! + scale * action.returns);
      const { inTime, returnSeen, both } = timings[a]!;
      const value = people.basket[i]! * Math.exp(logBasket);
      const costShare = (action.discount * action.appliesTo + action.pointsCost) * used;
      const margin =
        value * people.margin[i]! * (1 - returnedAtAll * returnSeen * returnedShare) -
        value * costShare * (inTime - returnedAtAll * both * returnedShare) -
        returnedAtAll * returnSeen * returns.handling;
      truth.chance[a] = chance;
      truth.logBasket[a] = logBasket;
      truth.returns[a] = scale * action.returns;
      truth.redeem[a] = used;
      truth.margin[a] = chance * margin - action.contact;
      truth.cost[a] = chance * value * costShare * inTime + action.contact;
    }
  };
  return { truth, set };
}
