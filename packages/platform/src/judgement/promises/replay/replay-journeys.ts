import { arrivalHorizon, fromHandOver, replayArrivals, replayLateRisk } from "@aftercare/learn";
import type { KnownJourneys } from "../history/journeys-of.ts";

/** What would have been promised with a journey, in days after its start. */
export interface ReplayedPromise {
  /** Place among the journeys. */
  readonly row: number;
  readonly early: number;
  readonly q50: number;
  readonly q90: number;
  readonly promise: number;
  /** Chance to arrive within the promise, as told. */
  readonly confidence: number;
  /** Chance to miss it, as known at the hand-over; undefined where none is known or too little was. */
  readonly chanceAtHandover: number | undefined;
}

/** Deliveries that must be known before anything can be told. */
const enough = 300;

/**
 * Promises every journey from a day on, cancelled ones left out, from events before its own start alone, as the library's own replay does.
 * Nothing before the day on which some hundreds of deliveries were known.
 * @param ledger journeys that have a promise already
 * @param onProgress from 0 to 1, and where it stands: most of it is fitting
 */
export function replayJourneys(
  known: KnownJourneys,
  from: number,
  isPromised: (row: number) => boolean,
  onProgress: (share: number) => void,
): ReplayedPromise[] {
  const { rows, journeys } = known;
  const begin = Math.max(from, firstTellable(known));
  const asked = [...rows.keys()].filter(
    (row) => rows[row]!.starts >= begin && !rows[row]!.isCancelled && !isPromised(row),
  );
  const first = asked[0];
  if (first === undefined) return [];
  const cut = rows[first]!.startedMs;
  const horizon = arrivalHorizon(
    rows.flatMap(({ endedMs, ends, starts }) =>
      endedMs !== null && endedMs < cut && ends !== null ? [ends - starts] : [],
    ),
  );
  // Two replays, each of so many pieces.
  const pieces = 2 * (1 + Math.floor((rows.at(-1)!.starts - rows[first]!.starts) / 28));
  let done = 0;
  const answering = (answer: () => void) => {
    answer();
    onProgress(++done / pieces);
  };
  const told = replayArrivals(journeys, asked, { horizon, answering });
  const risks = risksAtHandover(known, asked, told.promise, { horizon, answering });
  return asked.map((row, k) => ({
    ...{ row, early: told.q05[k]!, q50: told.q50[k]!, q90: told.q90[k]!, promise: told.promise[k]! },
    ...{ confidence: told.confidence[k]!, chanceAtHandover: risks.get(row) },
  }));
}

/** The first day on which enough is known: before it, all that is told would be guessed. */
function firstTellable({ journeys }: KnownJourneys): number {
  const ends = Float64Array.from(journeys.ends)
    .filter((day) => !Number.isNaN(day))
    .sort();
  return 1 + (ends[enough - 1] ?? Number.POSITIVE_INFINITY);
}

function risksAtHandover(
  { rows, journeys }: KnownJourneys,
  asked: readonly number[],
  promise: Float64Array,
  options: { readonly horizon: number; readonly answering: (answer: () => void) => void },
): ReadonlyMap<number, number> {
  if (!journeys.handovers) return new Map();
  const handed = fromHandOver(journeys, {
    waited: rows.map(({ waited }) => waited ?? Number.NaN),
    hour: rows.map(({ handoverHour }) => handoverHour ?? Number.NaN),
  });
  const placeOf = new Map(handed.rows.map((row, place) => [row, place]));
  const within = new Float64Array(handed.rows.length);
  const places = asked.flatMap((row, k) => {
    const place = placeOf.get(row);
    if (place === undefined) return [];
    within[place] = rows[row]!.starts + promise[k]! - rows[row]!.handover!;
    return [place];
  });
  if (places.length === 0) return new Map();
  const risks = replayLateRisk(handed.journeys, places, { ...options, within });
  return new Map(risks ? places.map((place, k) => [handed.rows[place]!, risks[k]!]) : []);
}
