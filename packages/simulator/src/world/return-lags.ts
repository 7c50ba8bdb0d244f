import { normalCdf } from "./distributions.ts";
import type { World, WorldAction } from "./world.ts";

/** Days between a purchase and its return: 1 to the longest, log-normal. */
export interface ReturnLags {
  /** The lag that a uniform number stands for. */
  at(uniform: number): number;
  /** Chance that a return comes within so many days of the purchase. */
  within(days: number): number;
}

export function returnLags({ returns: { medianDays, spread, longestDays } }: World): ReturnLags {
  const reached = Float64Array.from({ length: longestDays + 1 }, (_, day) => {
    if (day === 0) return 0;
    if (day === longestDays) return 1;
    const distance = Math.log((day + 0.5) / medianDays);
    return spread > 0 ? normalCdf(distance / spread) : distance > 0 ? 1 : 0;
  });
  const within = (days: number): number => reached[Math.max(0, Math.min(longestDays, days))]!;
  return {
    at: (uniform) => {
      let day = 1;
      while (day < longestDays && uniform >= reached[day]!) day++;
      return day;
    },
    within,
  };
}

/** When, within the horizon, those who buy do so: the chances that the world's expectations need. */
export interface PurchaseTiming {
  /** Chance that a purchase falls into the days in which the action's offer is valid. */
  readonly inTime: number;
  /** Chance that a return of the purchase, if it ever comes, comes before the horizon is over. */
  readonly returnSeen: number;
  /** Chance of both together. */
  readonly both: number;
}

/** The day after the moment, 1 to the horizon, that a uniform number stands for. */
export function purchaseDay({ horizonDays }: World, { earliness }: WorldAction, uniform: number): number {
  return Math.min(horizonDays, 1 + Math.floor(horizonDays * uniform ** earliness));
}

export function purchaseTiming(world: World, action: WorldAction, lags: ReturnLags): PurchaseTiming {
  const { horizonDays } = world;
  const chanceUntil = (day: number): number => (day / horizonDays) ** (1 / action.earliness);
  let [inTime, returnSeen, both] = [0, 0, 0];
  for (let day = 1; day <= horizonDays; day++) {
    const chance = chanceUntil(day) - chanceUntil(day - 1);
    const seen = chance * lags.within(horizonDays - day);
    returnSeen += seen;
    if (day <= action.validDays) {
      inTime += chance;
      both += seen;
    }
  }
  return { inTime, returnSeen, both };
}
