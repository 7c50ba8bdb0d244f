import type { Orders } from "./orders.ts";

/** Bounds of the horizon, in days. */
const least = 14;
const most = 150;

/** What was known before the first order asked about would hardly ever have taken longer than so many days; longer counts as lost. */
export function arrivalHorizon(orders: Orders, first: number): number {
  const cut = orders.purchased[first]!;
  const took = orders.took.filter((_, i) => orders.delivered[i]! < cut).sort();
  // One parcel in two hundred takes longer: below that, lost ones and found ones cannot be told apart.
  const longest = took[Math.floor(0.995 * took.length)] ?? 0;
  return Math.min(most, Math.max(least, Math.ceil(1.2 * longest)));
}
