import { arrivalHistory, canFit, fitArrivals, fromHandOver, predictArrivals } from "@aftercare/learn";
import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { journeysOf, type KnownJourneys } from "../history/journeys-of.ts";
import { readJourneys } from "../history/read-journeys.ts";
import { readStatedDays } from "../history/stated-days.ts";
import { horizon, logOdds } from "./way-tables.ts";

/** When a parcel under way arrives, told by all that is known of its order. */
export interface PredictedWay {
  readonly journeyId: string;
  readonly handedOverOn: PlainDayNumber;
  /** Log-odds of arriving 0, 1, … days after the hand-over, if not before. */
  readonly odds: readonly number[];
}

/** Days of journeys that are learned from, unless there are too many; of fewer days too little has come to an end. */
const lookBackDays = 400;
const leastDays = 90;
const mostJourneys = 60_000;

/**
 * Predicts every order that is under way by itself: from its lane, from what the warehouse took, from the days left of what was planned and from
 * how carriers are doing. Takes seconds of computing on the thread that calls.
 * @returns nothing where there is too little history, or so much that lanes speak for themselves
 */
export async function predictWays({
  unitOfWork,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): Promise<PredictedWay[]> {
  const { today, known } = await unitOfWork.run("learning", async (tx) => {
    const { timeZone } = await readRetailer(tx);
    const { day } = dayAt(clock.now(), timeZone);
    const from = day - (await daysToRead(tx, day));
    const { rows } = await readJourneys(tx, { timeZone, from, until: day });
    return { today: day, known: day - from < leastDays ? undefined : journeysOf(rows, await readStatedDays(tx)) };
  });
  return known ? predictKnown(known, today) : [];
}

/** @param today its own events are not used */
function predictKnown({ rows, journeys }: KnownJourneys, today: PlainDayNumber): PredictedWay[] {
  if (!journeys.handovers) return [];
  const handed = fromHandOver(journeys, {
    waited: rows.map(({ waited }) => waited ?? Number.NaN),
    hour: rows.map(({ handoverHour }) => handoverHour ?? Number.NaN),
  });
  const open = [...handed.rows.keys()].filter((place) => {
    const row = rows[handed.rows[place]!]!;
    return row.ends === null && row.leaves === null && today - handed.journeys.starts[place]! <= horizon;
  });
  if (open.length === 0 || !canFit(handed.journeys, today)) return [];
  const history = arrivalHistory(handed.journeys, { horizon });
  const chances = predictArrivals(fitArrivals(history, { asOf: today }), history, open, () => today);
  return open.map((place, k) => ({
    journeyId: rows[handed.rows[place]!]!.id,
    handedOverOn: handed.journeys.starts[place]!,
    odds: oddsOf(chances.values.subarray(k * chances.columns, (k + 1) * chances.columns)),
  }));
}

/** From the chance to have arrived by each day to the odds of each day for what has not arrived before. */
function oddsOf(chances: Float64Array): number[] {
  return Array.from(chances, (chance, day) => {
    const before = day === 0 ? 0 : chances[day - 1]!;
    return logOdds(before >= 1 ? 1 : (chance - before) / (1 - before));
  });
}

async function daysToRead(tx: DatabaseTx, today: PlainDayNumber): Promise<number> {
  const { rows } = await sql<{ days: number | null }>`
    select min(days)::int as days from (
      select ${dayText(today)}::date - starts_on as days, sum(count(*)) over (order by starts_on desc) as journeys
      from journeys where starts_on > ${dayText(today)}::date - ${lookBackDays}::int and starts_on <= ${dayText(today)}::date
      group by starts_on
    ) counted where journeys > ${mostJourneys}`.execute(tx.db);
  return rows[0]?.days ?? lookBackDays;
}
