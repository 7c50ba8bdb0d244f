import {
  type ArrivalHistory,
  arrivalHistory,
  arrivalQuantile,
  bucketQuantiles,
  fitBucketQuantiles,
  latenessPrice,
  type Matrix,
  promiseDays,
  rowOf,
  tabledArrivals,
} from "@aftercare/learn";
import { type ArrivalTeller, arrivalContest } from "./arrival-contest.ts";
import { arrivalHorizon } from "./arrival-horizon.ts";
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

/**
 * What has been forecast drifts until the parcel arrives, so the share that shall be in time is aimed at with a margin: what may be missed
 * is cut by this much. Chosen on the replay of June to December 2017.
 */
const missMargin = 0.9;

/** Our own promises are late at most once in twenty, and none with more than one chance in ten. */
const late = { share: 0.05 * missMargin, most: 0.1 } as const;

/** Days between fits. */
const between = 28;

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
export const lifeTables: QuantileMethod = (orders, asked) => {
  const history = prepared(orders, asked[0]!);
  return replayed(orders, asked, { begin: () => {}, tell: (rows) => tabledArrivals(history, rows) });
};

/** Boosted hazards by day, refitted every four weeks, with each day's recent hazards and queues, or life tables, whichever has done better. */
export const auto: QuantileMethod = (orders, asked, say) => {
  const contest = arrivalContest(orders, prepared(orders, asked[0]!), say);
  const found = replayed(orders, asked, contest);
  return { ...found, chosen: contest.words() };
};

/**
 * Goes through the orders in blocks of four weeks. The price of lateness is that of the orders of the four weeks before the block, told
 * as they were told then, so that it knows nothing of those asked about.
 */
function replayed(orders: Orders, asked: readonly number[], teller: ArrivalTeller): PromisedDays {
  const found = empty(asked.length);
  const begin = orders.day[asked[0]!]!;
  let predictSeconds = 0;
  for (const [block, places] of Map.groupBy(asked.keys(), (k) =>
    Math.floor((orders.day[asked[k]!]! - begin) / between),
  )) {
    const asOf = begin + block * between;
    teller.begin(asOf);
    const start = process.cpuUsage();
    const chances = teller.tell(places.map((k) => asked[k]!));
    const before = Array.from(orders.day.keys()).filter(
      (i) => orders.day[i]! >= asOf - between && orders.day[i]! < asOf,
    );
    const every = Math.max(1, Math.floor(before.length / 2000));
    const sample = before.filter((_, k) => k % every === 0);
    const price = latenessPrice(sample.length > 0 ? teller.tell(sample) : chances, late.share, late.most);
    for (const [row, k] of places.entries()) {
      found.q50[k] = arrivalQuantile(chances, row, 0.5);
      found.q90[k] = shaded(chances, row, 1 - 0.1 * missMargin);
      found.promise[k] = promiseDays(chances, row, price, late.most);
    }
    const { user, system } = process.cpuUsage(start);
    predictSeconds += (user + system) / 1e6;
  }
  return { ...found, predictSeconds };
}

/**
 * The quantile, less up to a tenth of a day by how much of its last day's chance the level does not need. Whole days are the best answers,
 * but if all quantiles are shifted together, as for the comparison at equal lateness, orders shall not all change their day at once.
 */
function shaded(chances: Matrix, row: number, level: number): number {
  const days = arrivalQuantile(chances, row, level);
  const within = rowOf(chances, row);
  const before = within[days - 1] ?? 0;
  return days - (0.1 * (within[days]! - level)) / Math.max(1e-9, within[days]! - before);
}

function prepared(orders: Orders, first: number): ArrivalHistory {
  const horizon = arrivalHorizon(orders, first);
  return arrivalHistory(fromPurchase(orders, horizon), { horizon });
}

function empty(count: number) {
  return { q50: new Float64Array(count), q90: new Float64Array(count), promise: new Float64Array(count) };
}
