import { type ArrivalHistory, groupCount, plannedGroup, tableWindows } from "./arrival-history.ts";

/** Columns that {@link writeJourneyDay} writes before the journey's own features. */
export const dayColumns = 12 + tableWindows.length;

/** Of those, the ones whose numbers are names: the day of the week now, at the start and at the planned end. */
export const weekdayColumns = [3, 4, 5] as const;

/**
 * Which way each of these columns may move the hazard: up with the recent ones, down with the queues. Both change once a day for all
 * journeys together, so that trees left free would take them for the name of the day and learn its accidents.
 */
export const dayMonotone: readonly (-1 | 0 | 1)[] = [
  ...new Array<0>(10).fill(0),
  ...new Array<-1>(2).fill(-1),
  ...tableWindows.map(() => 1 as const),
];

/**
 * One journey on one day of its life, as columns: its age and what is left of the plan, in days and in working days (Monday to Friday);
 * days of the week; how fast journeys like it have ended of late; how long the queues are; then its own features. `asOf` is
 * the day whose news (up to the evening before) may be used: the day itself in training, today's in prediction.
 */
export function writeJourneyDay(
  into: Float64Array,
  place: number,
  history: ArrivalHistory,
  row: number,
  age: number,
  asOf: number,
): void {
  const { journeys, horizon } = history;
  const { features } = journeys;
  const start = journeys.starts[row]!;
  const planned = journeys.planned[row]!;
  const worked = workingDays(start, age);
  const plannedWork = workingDays(start, Math.max(0, planned));
  const queues = history.queuesAsOf(asOf);
  into[place] = age;
  into[place + 1] = planned;
  into[place + 2] = planned - age;
  into[place + 3] = weekday(start + age);
  into[place + 4] = weekday(start);
  into[place + 5] = weekday(start + planned);
  into[place + 6] = age / Math.max(1, planned);
  into[place + 7] = worked;
  into[place + 8] = plannedWork;
  into[place + 9] = plannedWork - worked;
  into[place + 10] = queues[0];
  into[place + 11] = queues[1];
  const hazards = history.hazardsAsOf(asOf);
  const cell = plannedGroup(planned) * (horizon + 1) + age;
  for (let w = 0; w < tableWindows.length; w++) into[place + 12 + w] = hazards[w * groupCount * (horizon + 1) + cell]!;
  const own = row * features.columns;
  for (let j = 0; j < features.columns; j++) into[place + dayColumns + j] = features.values[own + j]!;
}

/** 0 Sunday to 6 Saturday; day 0 was a Thursday. */
function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Mondays to Fridays among the `days` days after the start. */
function workingDays(start: number, days: number): number {
  const weeks = Math.floor(days / 7);
  let count = weeks * 5;
  for (let day = weeks * 7 + 1; day <= days; day++) {
    const name = weekday(start + day);
    if (name !== 0 && name !== 6) count++;
  }
  return count;
}
