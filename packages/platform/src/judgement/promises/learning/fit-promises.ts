import {
  type ArrivalHistory,
  arrivalContest,
  arrivalHistory,
  arrivalHorizon,
  type ContestVerdict,
  canFit,
  fitArrivals,
  type Matrix,
  predictArrivals,
  promisePrice,
  replayArrivals,
  sampleBefore,
  tabledArrivals,
  withinHorizon,
} from "@aftercare/learn";
import type { KnownJourneys } from "../history/journeys-of.ts";
import type { LaneTables } from "../model/lane-tables.ts";
import { type CalibrationVerdict, calibrate, type Issued } from "./calibrate.ts";
import { tablesOfLanes } from "./tables-of-lanes.ts";

/** Days for which a contest holds. */
const holdsFor = 28;
/** Days of starts that calibrators are tried on; the first half of them only to learn from. */
const calibratedOn = 168;
/** Journeys that calibrators are tried on, at most. */
const mostTried = 12_000;

/** Who won, and until when that holds. Days are days since 1970-01-01. */
export interface Verdicts {
  readonly heldOn: number;
  readonly nextOn: number;
  readonly way: ContestVerdict;
  readonly calibration: CalibrationVerdict;
}

/** What was learned as of a day. */
export interface FittedPromises {
  readonly tables: LaneTables;
  readonly verdicts: Verdicts;
  /** Days of a longer promise that one late journey is worth. */
  readonly price: number;
}

/** Tells the chances of all journeys of a history, as of a day or each as of its own start. */
type Teller = (asked: ArrivalHistory, rows: readonly number[], asOf?: number) => Matrix;

/**
 * Learns as of a morning: which way tells best and whether to correct it, unless that was decided in the four weeks before; then that way is
 * fitted on all that is known, and tells of every lane. Takes seconds of computing.
 * @param before the last verdicts
 */
export function fitPromises(known: KnownJourneys, today: number, before: Verdicts | undefined): FittedPromises {
  const { journeys } = known;
  const horizon = arrivalHorizon(durations(known, today));
  const history = arrivalHistory(withinHorizon(journeys, horizon), { horizon });
  const holds = before && today >= before.heldOn && today < before.nextOn;
  const verdicts = holds ? before : hold(known, history, today);
  const tell = fitted(verdicts.way, known, history, today);
  const sample = sampleBefore(journeys, today);
  const price = sample.length > 0 ? promisePrice(tell(history, sample)) : 0;
  const tables = tablesOfLanes(known, {
    ...{ history, today, price, calibration: verdicts.calibration },
    tell: (questions) => tell(questions, [...Array.from(questions.journeys.starts).keys()], today),
  });
  return { tables, verdicts, price };
}

function durations({ rows }: KnownJourneys, today: number): number[] {
  return rows.flatMap(({ ends, starts }) => (ends !== null && ends < today ? [ends - starts] : []));
}

/** Holds both contests. */
function hold(known: KnownJourneys, history: ArrivalHistory, today: number): Verdicts {
  const way = arrivalContest(known.journeys, history).judge(today);
  const { horizon } = history;
  const calibration = calibrate(issuedBefore(known, horizon, today), { asOf: today, horizon });
  return { heldOn: today, nextOn: today + holdsFor, way, calibration };
}

/** The way that won, fitted on the days before one. */
function fitted(
  { winner }: ContestVerdict,
  { journeys }: KnownJourneys,
  history: ArrivalHistory,
  asOf: number,
): Teller {
  const asOfDay = (day: number | undefined) => (day === undefined ? undefined : () => day);
  if (winner === "life-tables" || !canFit(journeys, asOf))
    return (asked, rows, day) => tabledArrivals(asked, rows, asOfDay(day));
  const model = fitArrivals(history, { asOf });
  return (asked, rows, day) => predictArrivals(model, asked, rows, asOfDay(day));
}

/** What would have been told of the journeys of some months that are known in full, fitted every four weeks as it is in earnest. */
function issuedBefore({ journeys, rows }: KnownJourneys, horizon: number, today: number): Issued[] {
  const until = today - horizon;
  const tried = [...rows.keys()].filter((row) => {
    const { starts, isCancelled } = rows[row]!;
    return starts >= until - calibratedOn && starts < until && !isCancelled;
  });
  const every = Math.max(1, Math.ceil(tried.length / mostTried));
  const asked = tried.filter((_, k) => k % every === 0);
  // Too little before the first of them teaches nothing that could be corrected.
  if (asked.length === 0 || !canFit(journeys, until - calibratedOn)) return [];
  const { q90 } = replayArrivals(journeys, asked, { horizon });
  return asked.map((row, k) => ({
    ...{ starts: rows[row]!.starts, ends: journeys.ends[row]!, lane: rows[row]!.lane },
    ...{ service: rows[row]!.service ?? "-", q90: q90[k]! },
  }));
}
