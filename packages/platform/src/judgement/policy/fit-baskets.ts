import type { BasketModel } from "./program-model.ts";
import { statedSameVisitShare, usualBaskets } from "./program-model.ts";

/** One purchase that followed a decision. */
export interface Bought {
  readonly arm: number;
  /** The usual basket as it was known when it was decided, and what was bought before the discount, minor units. */
  readonly usual: number;
  readonly gross: number;
  /** What the incentive could have taken off of it, and what it took. */
  readonly offered: number;
  readonly given: number;
  /** What the margin rate foretold of it before the incentive, and what was left. */
  readonly foretold: number;
  readonly margin: number;
  /** Margin bought in the visit in which it was decided, net of what was given; absent where that was in no store. */
  readonly sameVisit?: number;
}

const leastPurchases = 50;

/**
 * How the usual basket foretells the next one, by least squares, and what each action does to it beside. A mean of few orders is
 * drawn to everyone's mean by the slope; an action's factor is drawn to all actions' by the share of its difference that is noise
 * (DerSimonian, Laird 1986), so that an action given seldom is taken to be like the others.
 */
export function fitBaskets(bought: readonly Bought[], arms: number): BasketModel {
  if (bought.length < leastPurchases) return usualBaskets(arms);
  const level = mean(bought.map(({ usual }) => usual));
  const grossMean = mean(bought.map(({ gross }) => gross));
  const spread = mean(bought.map(({ usual }) => (usual - level) ** 2));
  const together = mean(bought.map(({ usual, gross }) => (usual - level) * (gross - grossMean)));
  // In units of the mean next basket, so that the factor below carries the difference in level alone.
  const slope = spread > 0 ? Math.min(1, Math.max(0, (together / spread) * (level / grossMean))) : 1;
  const foretold = (usual: number) => level + slope * (usual - level);
  const overall = grossMean / mean(bought.map(({ usual }) => foretold(usual)));
  const groups = Array.from({ length: arms }, (_, arm) =>
    bought.filter((each) => each.arm === arm).map(({ usual, gross }) => gross - overall * foretold(usual)),
  );
  const shifts = shrunk(groups);
  const sameVisit = sharesAtOnce(bought, arms);
  return {
    level,
    slope,
    factors: shifts.map((shift) => Math.max(0, overall + shift / level)),
    uses: Array.from({ length: arms }, (_, arm) => useOf(bought.filter((each) => each.arm === arm))),
    keeps: sum(bought.map(({ margin }) => margin)) / Math.max(1, sum(bought.map(({ foretold }) => foretold))),
    ...(sameVisit && { sameVisit }),
  };
}

/** As if so many purchases of usual margin had been divided as was believed. */
const assumedPurchases = 20;

/** Of each action, the share of margin that is bought at once: drawn to that of all actions, and that one to what is stated. */
function sharesAtOnce(bought: readonly Bought[], arms: number): number[] | undefined {
  const inStore = bought.flatMap(({ arm, margin, given, sameVisit }) =>
    sameVisit === undefined ? [] : [{ arm, margin: margin - given, sameVisit }],
  );
  const assumed = assumedPurchases * mean(inStore.map(({ margin }) => margin));
  // Without a margin there is nothing to be a share of.
  if (assumed <= 0) return undefined;
  const shareOf = (seen: typeof inStore, believed: number) => {
    const margin = Math.max(0, sum(seen.map((each) => each.margin)));
    const atOnce = sum(seen.map(({ sameVisit }) => sameVisit));
    return Math.min(1, Math.max(0, (assumed * believed + atOnce) / (assumed + margin)));
  };
  const together = shareOf(inStore, statedSameVisitShare);
  return Array.from({ length: arms }, (_, arm) =>
    shareOf(
      inStore.filter((each) => each.arm === arm),
      together,
    ),
  );
}

/** As if so many purchases had used the whole of it: without a log an offer is taken to be used. */
const assumedUses = 20;

function useOf(bought: readonly Bought[]): number {
  const offered = sum(bought.map((each) => each.offered));
  if (offered <= 0) return 1;
  const assumed = (assumedUses * offered) / bought.length;
  return Math.min(1, (assumed + sum(bought.map(({ given }) => given))) / (assumed + offered));
}

/** Each group's mean of residuals, drawn to 0 as far as chance explains it. */
function shrunk(groups: readonly (readonly number[])[]): number[] {
  const filled = groups.filter((group) => group.length > 1);
  const noise = (group: readonly number[]) => {
    const centre = mean(group);
    return sum(group.map((each) => (each - centre) ** 2)) / (group.length - 1) / group.length;
  };
  const between = Math.max(0, mean(filled.map((group) => mean(group) ** 2 - noise(group))));
  return groups.map((group) =>
    group.length < 2 || between === 0 ? 0 : (mean(group) * between) / (between + noise(group)),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
