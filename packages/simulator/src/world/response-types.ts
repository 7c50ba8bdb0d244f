import { checkWorld } from "./check-world.ts";
import { keyedRandom } from "./keyed-random.ts";
import { drawPopulation } from "./population.ts";
import { responses } from "./response.ts";
import { returnLags } from "./return-lags.ts";
import type { World } from "./world.ts";
import { worldCalendar } from "./world-calendar.ts";

/** The four kinds of shopper (Radcliffe 2007, "The Fundamental Campaign Segmentation"), by true response. */
export const responseTypes = ["persuadable", "sure-thing", "lost-cause", "sleeping-dog"] as const;
export type ResponseType = (typeof responseTypes)[number];

export interface TypeShare {
  readonly share: number;
  /** Mean chance of buying if nothing is done. */
  readonly chance: number;
  /** Mean change of the chance, over shoppers and actions. */
  readonly effect: number;
  /** Mean change of the chance by the action that moves each shopper most for good. */
  readonly bestEffect: number;
}

/** What makes a persuadable and a sleeping dog: points of chance won or lost, by the mean of the actions. */
const [won, lost] = [0.05, -0.005];

/**
 * The kind of one shopper, from the chance of buying within the horizon under each action (the first is "nothing"): persuadable if
 * the actions win 5 points on average, a sleeping dog if they lose half a point, else a sure thing from a chance of one half on,
 * else a lost cause. Being persuadable says nothing of whether the persuasion is worth its cost.
 */
export function responseType(chances: ArrayLike<number>): ResponseType {
  const { mean } = effectsOf(chances);
  if (mean >= won) return "persuadable";
  if (mean <= lost) return "sleeping-dog";
  return chances[0]! >= 0.5 ? "sure-thing" : "lost-cause";
}

/** Shares of the four kinds among a world's shoppers, each at one ordinary return on the first day played, in no special mood. */
export function typeShares(world: World, seed: string | number): Readonly<Record<ResponseType, TypeShare>> {
  checkWorld(world);
  const calendar = worldCalendar(world);
  const people = drawPopulation(world, calendar, keyedRandom(seed));
  const { truth, set } = responses(world, calendar, people, returnLags(world));
  const sums = { persuadable: noSums(), "sure-thing": noSums(), "lost-cause": noSums(), "sleeping-dog": noSums() };
  for (let shopper = 0; shopper < world.shoppers; shopper++) {
    set({ shopper, day: 0, logRate: 0, offersOfLate: 0 });
    const sum = sums[responseType(truth.chance)];
    const { best, mean } = effectsOf(truth.chance);
    sum.count++;
    sum.chance += truth.chance[0]!;
    sum.best += best;
    sum.mean += mean;
  }
  const shareOf = (type: ResponseType): TypeShare => {
    const { count, chance, best, mean } = sums[type];
    const n = Math.max(1, count);
    return { share: count / world.shoppers, chance: chance / n, effect: mean / n, bestEffect: best / n };
  };
  return {
    persuadable: shareOf("persuadable"),
    "sure-thing": shareOf("sure-thing"),
    "lost-cause": shareOf("lost-cause"),
    "sleeping-dog": shareOf("sleeping-dog"),
  };
}

function noSums() {
  return { count: 0, chance: 0, best: 0, mean: 0 };
}

function effectsOf(chances: ArrayLike<number>): { best: number; mean: number } {
  let best = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let a = 1; a < chances.length; a++) {
    const effect = chances[a]! - chances[0]!;
    best = Math.max(best, effect);
    sum += effect;
  }
  return { best, mean: sum / (chances.length - 1) };
}
