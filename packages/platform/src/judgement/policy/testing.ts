import { seededRandom } from "@aftercare/learn";
import type { LoggedRow } from "./logged-row.ts";

export const logActions = ["none", "ten", "coupon"];
export const logFeatures = ["loyal"];
const free = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };
const costs = [
  free,
  { ...free, discountRate: 0.1, savedShare: 0.1 },
  { ...free, discountRate: 0.02, savedShare: 0.02 },
];
const usual = { amount: 5_000, marginRate: 0.4, oneProduct: 0.5, units: 2 };

/** A log of uniform choices; what an action adds to the log-odds hangs on whether the shopper is loyal. */
export function log(rows: number, seed: string, effect: (arm: number, loyal: number) => number): LoggedRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, i) => {
    const loyal = random.int(2);
    const arm = random.int(3);
    const base = -0.6;
    const bought = random.next() < 1 / (1 + Math.exp(-base - effect(arm, loyal)));
    const gross = 3_000 + random.int(4_000);
    const revenue = bought ? gross * (1 - costs[arm]!.discountRate) : 0;
    return {
      ...{
        shopper: `s${i}`,
        policy: "uniform",
        at: i,
        input: [loyal],
        base,
        basket: usual,
        costs,
        arm,
        bought,
        revenue,
      },
      given: bought ? gross - revenue : 0,
      weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
      ...{ eligible: [true, true, true], propensities: [1 / 3, 1 / 3, 1 / 3] },
      margin: bought ? gross * (0.4 - costs[arm]!.discountRate) : 0,
      visits: bought ? 1 : 0,
    };
  });
}
