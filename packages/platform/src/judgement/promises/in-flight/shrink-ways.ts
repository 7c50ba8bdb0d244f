import { ParcelStatus } from "../../../facts/parcels/status.schema.ts";
import { dayText, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import { statedHours, statedOdds, statedWeekdays, usualWay } from "./stated-way.ts";
import { farthest, statedStatusOdds } from "./status-odds.ts";
import { cellOf, chanceOf, horizon, logOdds, oddsOf, type WayTables } from "./way-tables.ts";

/** Days that parcels of one kind were under way, and how many of them ended with an arrival. */
interface Count {
  readonly atRisk: number;
  readonly arrived: number;
  /** Days since the hand-over. */
  readonly age: number;
  /** Of the day, Monday is 1. */
  readonly weekday: number;
}

/** Of a lane; those that never arrived are counted as well, as long as they were looked for. */
export interface WayCount extends Count {
  readonly lane: string;
  readonly service: string;
}

/** Of parcels in a state: on the day on which it was said, and in the mornings of the days that follow until the next word. */
export interface StateCount extends Count {
  readonly lane: string;
  readonly status: string;
  /** Days since the last scan. */
  readonly silentDays: number;
  /** Of those that did not arrive on that day and were looked for on the next, and those that arrived then. */
  readonly nextAtRisk: number;
  readonly nextArrived: number;
  /** Such days of parcels whose horizon is over, and of those that never arrived. */
  readonly matured: number;
  readonly lost: number;
}

/** What the wider group counts for beside a narrower one's own, in parcel-days. */
const weights = { all: 20, service: 50, lane: 50, weekday: 50, state: 50, hours: 50 } as const;

/** A lane with fewer arrivals has no table of its own: its service's says as much. */
const ownTable = 30;

/**
 * Tables from counts. Each group is drawn towards the wider one as far as it is small: lanes to their service, services to all, and all to
 * what is stated, so that a lane's first parcels change little and its thousandth does not care.
 */
export function shrinkWays(ways: readonly WayCount[], asOf: PlainDayNumber): Omit<WayTables, "cells" | "hours"> {
  const all = hazards(ways, statedOdds(usualWay), weights.all);
  const serviceOf = new Map(ways.map(({ lane, service }) => [lane, service]));
  const services = grouped(
    ways,
    ({ service }) => service,
    () => all,
    weights.service,
  );
  const lanes = grouped(
    ways,
    ({ lane }) => lane,
    (lane) => services[serviceOf.get(lane) ?? ""] ?? all,
    weights.lane,
  );
  return {
    ...{ asOf: dayText(asOf), horizon, journeys: arrivals(ways), all, services, lanes },
    weekdays: weekdaysOf(ways, all),
  };
}

/** What the states of parcels add to the odds of their age and weekday, drawn towards what is stated as far as there are few. */
export function shrinkStates(
  states: readonly StateCount[],
  tables: Omit<WayTables, "cells" | "hours">,
): WayTables["cells"] {
  const cells = Map.groupBy(states, ({ status, silentDays }) => cellOf(status, silentDays));
  return Object.fromEntries(
    [...cells].flatMap(([cell, counts]) => {
      const [name, days] = cell.split("/");
      const status = ParcelStatus.safeParse(name);
      if (!status.success) return [];
      const sums = { today: nothing(), next: nothing() };
      let [matured, lost] = [0, 0];
      for (const count of counts) {
        const odds = oddsOf(tables, count.lane);
        const expected = (days: number) =>
          chanceOf((odds[count.age + days] ?? -5) + (tables.weekdays[(count.weekday - 1 + days) % 7] ?? 0));
        add(sums.today, count.atRisk, count.arrived, expected(0));
        add(sums.next, count.nextAtRisk, count.nextArrived, expected(1));
        matured += count.matured;
        lost += count.lost;
      }
      const stated = statedStatusOdds(status.data, Number(days));
      const learned = (of: "today" | "next") =>
        drawn(oddsRatio(sums[of]), stated[of], sums[of].atRisk, weights.state, farthest);
      const share = (lost + weights.state * stated.lost) / (matured + weights.state);
      return [[cell, { today: learned("today"), next: learned("next"), lost: share }]];
    }),
  );
}

/** The share of arrivals before each hour. @param arrived by hour, the first from midnight on */
export function shrinkHours(arrived: readonly number[]): number[] {
  const counts = statedHours.map((share, hour) => (arrived[hour] ?? 0) + weights.hours * share);
  const sums = [0];
  for (const count of counts) sums.push(sums.at(-1)! + count);
  return sums.map((sum) => sum / sums.at(-1)!);
}

function nothing() {
  return { atRisk: 0, arrived: 0, expected: 0 };
}

function add(sum: ReturnType<typeof nothing>, atRisk: number, arrived: number, chance: number): void {
  sum.atRisk += atRisk;
  sum.arrived += arrived;
  sum.expected += atRisk * chance;
}

function grouped(
  ways: readonly WayCount[],
  nameOf: (way: WayCount) => string,
  widerOf: (name: string) => readonly number[],
  weight: number,
): Record<string, number[]> {
  const large = [...Map.groupBy(ways, nameOf)].filter(([, members]) => arrivals(members) >= ownTable);
  return Object.fromEntries(large.map(([name, members]) => [name, hazards(members, widerOf(name), weight)]));
}

function arrivals(counts: readonly Count[]): number {
  return counts.reduce((sum, { arrived }) => sum + arrived, 0);
}

function hazards(counts: readonly Count[], wider: readonly number[], weight: number): number[] {
  const atRisk = new Float64Array(horizon + 1);
  const arrived = new Float64Array(horizon + 1);
  for (const count of counts) {
    if (count.age < 0 || count.age > horizon) continue;
    atRisk[count.age]! += count.atRisk;
    arrived[count.age]! += count.arrived;
  }
  return wider.map((odds, age) => logOdds((arrived[age]! + weight * chanceOf(odds)) / (atRisk[age]! + weight)));
}

/** The day of the week against what the ages of the parcels under way would have had expected. */
function weekdaysOf(counts: readonly Count[], all: readonly number[]): number[] {
  const days = statedWeekdays.map((stated) => ({ stated, atRisk: 0, arrived: 0, expected: 0 }));
  for (const { weekday, age, atRisk, arrived } of counts) {
    const day = days[weekday - 1];
    const odds = all[age];
    if (!day || odds === undefined) continue;
    day.atRisk += atRisk;
    day.arrived += arrived;
    day.expected += atRisk * chanceOf(odds);
  }
  return days.map((day) => drawn(oddsRatio(day), day.stated, day.atRisk, weights.weekday, 4));
}

function oddsRatio({ atRisk, arrived, expected }: { atRisk: number; arrived: number; expected: number }): number {
  // Half a parcel on both sides, lest what was never seen counts as impossible.
  return logOdds((arrived + 0.5) / (atRisk + 1)) - logOdds((expected + 0.5) / (atRisk + 1));
}

function drawn(own: number, towards: number, count: number, weight: number, most: number): number {
  const found = (count * own + weight * towards) / (count + weight);
  return Math.min(most, Math.max(-most, found));
}
