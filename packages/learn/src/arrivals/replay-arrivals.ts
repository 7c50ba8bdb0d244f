import { requireWhole } from "../errors/index.ts";
import { type Matrix, rowOf } from "../matrix/index.ts";
import { type ArrivalTeller, arrivalContest, type ContestVerdict } from "./arrival-contest.ts";
import { arrivalHistory } from "./arrival-history.ts";
import type { Journeys } from "./journeys.ts";
import { arrivalQuantile } from "./predict-arrivals.ts";
import { latenessPrice, promiseDays } from "./promise-days.ts";
import { tabledArrivals } from "./tabled-arrivals.ts";

/**
 * What has been forecast drifts until the parcel arrives, so the share that shall be in time is aimed at with a margin: what may be missed
 * is cut by this much. Chosen on the replay of June to December 2017.
 */
const missMargin = 0.9;

/** Promises are late at most once in twenty, and none with more than one chance in ten. */
const late = { share: 0.05 * missMargin, most: 0.1 } as const;

/** Days between fits. */
const between = 28;

/** The level at which the days are told within which nine in ten arrive. */
export const lateLevel = 1 - 0.1 * missMargin;

/** The level at which a window begins: one in twenty arrives before. */
export const earlyLevel = 0.05;

/** Days within which each journey asked about arrives: with one in twenty, even odds, nine in ten, and the days that would be promised. */
export interface ReplayedArrivals {
  readonly q05: Float64Array;
  readonly q50: Float64Array;
  readonly q90: Float64Array;
  readonly promise: Float64Array;
  /** Chance to arrive within the promise, as told. */
  readonly confidence: Float64Array;
  /** Who told at the end, and why; undefined where life tables told all. */
  readonly verdict?: ContestVerdict;
}

/** How a replay shall be done. */
export interface ReplayOptions {
  /** Longest duration told apart, in days: see `arrivalHorizon`. */
  readonly horizon: number;
  /** Whichever has done better, life tables alone otherwise; `contest` if not given. */
  readonly way?: "contest" | "life-tables";
  /** Hears who tells from a day on. */
  readonly onVerdict?: (asOf: number, verdict: ContestVerdict) => void;
  /** Is given each piece of answering, to run it: whoever wants to know how long answers take. */
  readonly answering?: (answer: () => void) => void;
}

/**
 * Says of journeys what would have been said of each when it started, from events before that day alone: boosted hazards by day, refitted
 * every four weeks, with each day's recent hazards and queues, or life tables, whichever has done better. It goes through the journeys in
 * blocks of four weeks. The price of lateness is that of the journeys of the four weeks before the block, told as they were told then, so
 * that it knows nothing of those asked about.
 *
 * @param journeys with every end that is known, those beyond the horizon as well.
 * @param asked positions of journeys, by start.
 * @throws LearnError naming the part of `journeys` or the option.
 */
export function replayArrivals(journeys: Journeys, asked: readonly number[], options: ReplayOptions): ReplayedArrivals {
  const { horizon, way = "contest", onVerdict, answering = (answer) => answer() } = options;
  requireWhole("options.horizon", horizon, 1);
  const history = arrivalHistory(withinHorizon(journeys, horizon), { horizon });
  const contest = way === "contest" ? arrivalContest(journeys, history) : undefined;
  const teller: ArrivalTeller = contest ?? { begin: () => {}, tell: (rows) => tabledArrivals(history, rows) };
  const days = () => new Float64Array(asked.length);
  const found = { q05: days(), q50: days(), q90: days(), promise: days(), confidence: days() };
  const { starts } = journeys;
  const first = asked.length === 0 ? 0 : starts[asked[0]!]!;
  for (const [block, places] of Map.groupBy(asked.keys(), (k) => Math.floor((starts[asked[k]!]! - first) / between))) {
    const asOf = first + block * between;
    teller.begin(asOf);
    if (contest) onVerdict?.(asOf, contest.verdict());
    answering(() => {
      const chances = teller.tell(places.map((k) => asked[k]!));
      const sample = sampleBefore(journeys, asOf);
      const price = promisePrice(sample.length > 0 ? teller.tell(sample) : chances);
      for (const [row, k] of places.entries()) {
        found.q05[k] = arrivalQuantile(chances, row, earlyLevel);
        found.q50[k] = arrivalQuantile(chances, row, 0.5);
        found.q90[k] = shaded(chances, row, lateLevel);
        found.promise[k] = pricedPromise(chances, row, price);
        found.confidence[k] = rowOf(chances, row)[found.promise[k]!]!;
      }
    });
  }
  return { ...found, ...(contest && { verdict: contest.verdict() }) };
}

/** The same journeys, of which those count as lost that took longer than the horizon. */
export function withinHorizon(journeys: Journeys, horizon: number): Journeys {
  const { starts, ends } = journeys;
  const cut = Float64Array.from(ends, (end, row) => (end - starts[row]! <= horizon ? end : Number.NaN));
  return { ...journeys, ends: cut };
}

/** Up to some thousands of the journeys of the four weeks before a day, evenly. */
export function sampleBefore({ starts }: Journeys, asOf: number): number[] {
  const before: number[] = [];
  for (let row = 0; row < starts.length; row++) {
    if (starts[row]! >= asOf - between && starts[row]! < asOf) before.push(row);
  }
  const every = Math.max(1, Math.floor(before.length / 2000));
  return before.filter((_, k) => k % every === 0);
}

/** The price of lateness at which promises for journeys like these are late in a twentieth of the cases. */
export function promisePrice(chances: Matrix): number {
  return latenessPrice(chances, late.share, late.most);
}

/** The promise at that price, in days. */
export function pricedPromise(chances: Matrix, row: number, price: number): number {
  return promiseDays(chances, row, price, late.most);
}

/**
 * The quantile, less up to a tenth of a day by how much of its last day's chance the level does not need. Whole days are the best answers,
 * but if all quantiles are shifted together, as for the comparison at equal lateness, journeys shall not all change their day at once.
 */
function shaded(chances: Matrix, row: number, level: number): number {
  const days = arrivalQuantile(chances, row, level);
  const within = rowOf(chances, row);
  const before = within[days - 1] ?? 0;
  return days - (0.1 * (within[days]! - level)) / Math.max(1e-9, within[days]! - before);
}
