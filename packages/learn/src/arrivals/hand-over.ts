import { LearnError, requireLength } from "../errors/index.ts";
import { canFit } from "./arrival-contest.ts";
import { arrivalHistory } from "./arrival-history.ts";
import { fitArrivals } from "./fit-arrivals.ts";
import type { Journeys } from "./journeys.ts";
import { chanceLater, predictArrivals } from "./predict-arrivals.ts";

/** Days between fits. */
const between = 28;

/** Journeys as they look when they leave the first stage. */
export interface HandOver {
  /** Positions among the journeys given of those that have left it. */
  readonly rows: readonly number[];
  /** They start at the hand-over; planned are the days then left; what was known at the start stands behind three columns of the first stage. */
  readonly journeys: Journeys;
}

/** What is known of the first stage when it is over, by journey; NaN where it is not. */
export interface FirstStage {
  /** Days that it took, with their parts. */
  readonly waited: ArrayLike<number>;
  /** Time of the day of the hand-over, in hours. */
  readonly hour: ArrayLike<number>;
}

/**
 * The second part of the journeys, from the hand-over on, with how long the first one took among what is known at its start. Those that
 * ended before it are left out.
 * @throws LearnError naming `journeys.handovers` or the part of `stage`.
 */
export function fromHandOver(journeys: Journeys, stage: FirstStage): HandOver {
  const { starts, ends, planned, features, categorical = [], handovers, leaves } = journeys;
  if (!handovers) throw new LearnError("journeys.handovers", "is missing; the days of the hand-overs are needed");
  requireLength("stage.waited", stage.waited, starts.length, "journeys.starts");
  requireLength("stage.hour", stage.hour, starts.length, "journeys.starts");
  const rows: number[] = [];
  for (let row = 0; row < starts.length; row++) {
    if (!Number.isNaN(handovers[row]!) && !(ends[row]! < handovers[row]!)) rows.push(row);
  }
  const columns = features.columns + 3;
  const values = new Float64Array(rows.length * columns);
  for (const [k, row] of rows.entries()) {
    values[k * columns] = planned[row]!;
    values[k * columns + 1] = stage.waited[row]!;
    values[k * columns + 2] = stage.hour[row]!;
    for (let j = 0; j < features.columns; j++)
      values[k * columns + 3 + j] = features.values[row * features.columns + j]!;
  }
  return {
    rows,
    journeys: {
      starts: rows.map((row) => handovers[row]!),
      ends: rows.map((row) => ends[row]!),
      planned: rows.map((row) => starts[row]! + planned[row]! - handovers[row]!),
      features: { rows: rows.length, columns, values },
      categorical: categorical.map((column) => column + 3),
      ...(leaves && { leaves: rows.map((row) => leaves[row]!) }),
    },
  };
}

/** How a replay of the risk shall be done. */
export interface LateRiskOptions {
  /** Longest duration told apart, in days. */
  readonly horizon: number;
  /** By journey, days from its hand-over within which it is in time; those planned if not given. */
  readonly within?: ArrayLike<number>;
  /** Is given each piece of answering, to run it: whoever wants to know how long answers take. */
  readonly answering?: (answer: () => void) => void;
}

/**
 * The chance of each journey asked about to end too late, told when it was handed over, from events before that day alone:
 * boosted hazards by day since the hand-over, refitted every four weeks. Undefined where too little was known before the first one for a fit.
 * @param handed as of {@link fromHandOver}.  @param asked positions among them.
 */
export function replayLateRisk(
  handed: Journeys,
  asked: readonly number[],
  { horizon, within = handed.planned, answering = (answer) => answer() }: LateRiskOptions,
): Float64Array | undefined {
  const { starts } = handed;
  const begin = asked.reduce((first, row) => Math.min(first, starts[row]!), Number.POSITIVE_INFINITY);
  if (!canFit(handed, begin)) return undefined;
  const history = arrivalHistory(handed, { horizon });
  const risks = new Float64Array(asked.length);
  const byDay = asked.map((row, k) => ({ k, row })).sort((a, b) => a.row - b.row);
  for (const [block, members] of Map.groupBy(byDay, ({ row }) => Math.floor((starts[row]! - begin) / between))) {
    const model = fitArrivals(history, { asOf: begin + block * between });
    answering(() => {
      const chances = predictArrivals(
        model,
        history,
        members.map(({ row }) => row),
      );
      for (const [place, { k, row }] of members.entries()) risks[k] = chanceLater(chances, place, within[row]!);
    });
  }
  return risks;
}
