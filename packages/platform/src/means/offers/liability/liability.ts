import { readRetailer } from "../../../facts/retailer/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { offersLiability } from "./liability.contract.ts";
import {
  type OffersSoFar,
  type OpenOffers,
  readOffersSoFar,
  readOpenOffers,
  readWatchedOffers,
} from "./read-offers-by-age.ts";
import { leastWatched, type UseCurve, useCurve } from "./use-curve.ts";

/** Days in which an offer is used, or not: the thirty that follow the day it is handed over. */
const usualLife = 30;

export const offersLiabilityOperation = operation(offersLiability, {
  by: { manager: anything, admin: anything, service: anything },
  async run({ tx, clock }) {
    const now = clock.now();
    const { timeZone } = await readRetailer(tx);
    const watched = Map.groupBy(await readWatchedOffers(tx, now), nameOf);
    const programs = (await readOffersSoFar(tx, now)).map((soFar) => ({
      soFar,
      curve: useCurve(watched.get(nameOf(soFar)) ?? []),
      ratio: costRatio(soFar),
    }));
    const known = new Map(programs.map((each) => [nameOf(each.soFar), each]));
    const byMonth = Map.groupBy(await readOpenOffers(tx, now, timeZone), (each) => `${each.month} ${nameOf(each)}`);
    return {
      asOf: now,
      open: [...byMonth.values()].map((offers) => {
        const { soFar, curve, ratio } = known.get(nameOf(offers[0]!))!;
        const expected = expectedCost(offers, curve, ratio ?? 1);
        return {
          ...labelOf(soFar),
          month: offers[0]!.month,
          offers: sum(offers.map((each) => each.offers)),
          most: offers.reduce((all, { most }) => all + most, 0n),
          unbounded: sum(offers.map(({ unbounded }) => unbounded)),
          ...(expected && { expected }),
        };
      }),
      programs: programs.map(({ soFar, curve, ratio }) => {
        const { issued, open, redeemed, expired, reversed, revoked, reinstated, given } = soFar;
        const useRate = curve.chance(0, usualLife);
        return {
          ...labelOf(soFar),
          ...{ issued, open, redeemed, expired, reversed, revoked, reinstated, given },
          givenUnknown: soFar.given_unknown,
          watched: curve.watched,
          ...(useRate && { useRate }),
          ...(ratio !== undefined && { costRatio: ratio }),
        };
      }),
    };
  },
});

type Named = Pick<OffersSoFar, "program" | "currency">;

function nameOf({ program, currency }: Named): string {
  return `${currency} ${program ?? ""}`;
}

function labelOf({ program, title, currency }: OffersSoFar) {
  return { ...(program !== null && { program }), ...(title !== null && { title }), currency };
}

/** What uses cost in the mean, of what was expected of them. */
function costRatio({ costs, cost, expected_cost }: OffersSoFar): number | undefined {
  return costs >= leastWatched && expected_cost > 0 ? cost / expected_cost : undefined;
}

/**
 * Each open offer at the chance that it is still used, times what a use costs. The ends of the interval add up: offers of one program
 * share what is not known about them. Never above what their terms allow.
 */
function expectedCost(offers: readonly OpenOffers[], curve: UseCurve, ratio: number) {
  if (offers.some(({ priced, offers: count }) => priced < count)) return undefined;
  const total = { value: 0, low: 0, high: 0 };
  for (const { age, life, usual, most, unbounded } of offers) {
    const chance = curve.chance(age, life);
    if (!chance) return undefined;
    const cost = unbounded > 0 ? usual * ratio : Math.min(usual * ratio, Number(most));
    total.value += chance.value * cost;
    total.low += chance.low * cost;
    total.high += chance.high * cost;
  }
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0);
}
