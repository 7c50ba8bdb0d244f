import {
  arrivalHorizon,
  bucketQuantiles,
  type ContestVerdict,
  fitBucketQuantiles,
  type ReplayOptions,
  replayArrivals,
} from "@aftercare/learn";
import { cpuTimer } from "./cpu-timer.ts";
import { dayMs, fromPurchase, monthOf, type Orders } from "./orders.ts";

/** Days within which each order asked about arrives: with even odds, with nine in ten, and the days that would be promised. */
export interface PromisedDays {
  readonly q50: Float64Array;
  readonly q90: Float64Array;
  readonly promise: Float64Array;
  /** Of the CPU time, that spent on answers. */
  readonly predictSeconds?: number;
  /** What was chosen, in words. */
  readonly chosen?: string;
}

/** Gives quantiles for the orders at these positions, in the order of purchase, each from events before its purchase only. */
export type QuantileMethod = (orders: Orders, asked: readonly number[], say: (line: string) => void) => PromisedDays;

/** The shop's own date for everything. */
export const ownEstimate: QuantileMethod = (orders, asked) => {
  const days = Float64Array.from(asked, (i) => orders.promised[i]!);
  return { q50: days, q90: days, promise: days };
};

/** The reference: fifteen buckets of promised days, at each month's first day what was bought and delivered in ninety days. */
export const buckets: QuantileMethod = (orders, asked) => {
  const earlier = orders.planned.filter((_, i) => orders.purchased[i]! < orders.purchased[asked[0]!]!).sort();
  const edges = Array.from({ length: 14 }, (_, k) => earlier[Math.floor(((k + 1) * earlier.length) / 15)]!);
  const bucketOf = (i: number) => edges.filter((edge) => orders.planned[i]! > edge).length;
  const found = empty(asked.length);
  let month = "";
  let quantiles: (order: number) => readonly number[] = () => [];
  for (const [k, i] of asked.entries()) {
    if (monthOf(orders.purchased[i]!) !== month) {
      month = monthOf(orders.purchased[i]!);
      // The replay may begin within a month.
      const cut = Math.max(Date.parse(`${month}-01`), orders.purchased[asked[0]!]!);
      const known = knownAt(orders, cut);
      const model = fitBucketQuantiles(
        known.map(bucketOf),
        known.map((each) => orders.took[each]!),
        { levels: [0.5, 0.9, 0.95] },
      );
      quantiles = (order) => bucketQuantiles(model, bucketOf(order));
    }
    const [q50, q90, promise] = quantiles(i);
    found.q50[k] = q50!;
    found.q90[k] = q90!;
    found.promise[k] = promise!;
  }
  return found;
};

/** Delivered before the cut: of the ninety days before, or of all the time where those hold too little. */
function knownAt(orders: Orders, cut: number): number[] {
  const delivered = Array.from(orders.purchased.keys()).filter((i) => orders.delivered[i]! < cut);
  const recent = delivered.filter((i) => orders.purchased[i]! >= cut - 90 * dayMs);
  return recent.length >= 15 ? recent : delivered;
}

/** Kaplan-Meier with delayed entry in groups of promised days, daily, over the events of the last four weeks, shrunk to seventeen weeks. */
export const lifeTables: QuantileMethod = (orders, asked) => replayed(orders, asked, { way: "life-tables" });

/** Boosted hazards by day, refitted every four weeks, with each day's recent hazards and queues, or life tables, whichever has done better. */
export const auto: QuantileMethod = (orders, asked, say) =>
  replayed(orders, asked, {
    onVerdict: (asOf, verdict) =>
      say(`auto, as of ${new Date(asOf * dayMs).toISOString().slice(0, 10)}: ${inWords(verdict)}`),
  });

function replayed(
  orders: Orders,
  asked: readonly number[],
  options: Pick<ReplayOptions, "way" | "onVerdict">,
): PromisedDays {
  const timer = cpuTimer();
  const { verdict, ...days } = replayArrivals(fromPurchase(orders), asked, {
    ...{ horizon: horizonBefore(orders, asked[0]!), answering: timer.run },
    ...options,
  });
  const chosen = verdict && { chosen: `promise: at the end by ${inWords(verdict)}` };
  return { ...days, predictSeconds: timer.seconds(), ...chosen };
}

function inWords({ winner, losses }: ContestVerdict): string {
  if (!losses) return "life tables, as too few orders are known for more";
  const found = `boosted ${losses.boosted.toFixed(3)}, life tables ${losses.tabled.toFixed(3)}`;
  return `${winner === "boosted-hazards" ? "boosted hazards" : "life tables"} (mean loss on past orders: ${found})`;
}

/** The horizon by what had arrived when the first order asked about was bought. */
export function horizonBefore(orders: Orders, first: number): number {
  const cut = orders.purchased[first]!;
  return arrivalHorizon(orders.took.filter((_, i) => orders.delivered[i]! < cut));
}

function empty(count: number) {
  return { q50: new Float64Array(count), q90: new Float64Array(count), promise: new Float64Array(count) };
}
