import { type Journeys, plannedGroup } from "@aftercare/learn";
import type { KnownJourneys } from "../history/journeys-of.ts";
import { type LaneEntry, nearestOf } from "../model/lane-tables.ts";

/** Days of starts that say which lanes there are and what is usual on them. */
const looksBack = 180;
/** Journeys in that time below which a lane has no tables of its own, and journeys of a planned length below which that has none. */
const leastOfLane = 20;
const leastOfGroup = 30;
/** Lanes and lengths that have tables of their own at most, the busiest first: some megabytes, and seconds of telling. Others borrow. */
const mostCases = 1_500;

/** A lane, a service or all, with what is usual there. */
export interface LaneCase {
  readonly entry: LaneEntry;
  /** Planned days for each of its groups. */
  readonly planned: readonly number[];
  /** What was usually known at the start, by column. */
  readonly usual: readonly number[];
  /** Whose lane and service it is; empty where it is of several. */
  readonly lane: string;
  readonly service: string;
}

/**
 * What tables are asked about: each lane with enough journeys of late, each service, and all. A lane on which the shop mostly tells days has
 * a table for each length that it tells, since that says more than the lane.
 */
export function laneCases(known: KnownJourneys, today: number): LaneCase[] {
  const recent = [...known.rows.keys()].filter((row) => {
    const { starts, isCancelled } = known.rows[row]!;
    return starts >= today - looksBack && starts < today && !isCancelled;
  });
  const by = (name: (row: number) => string) => [...Map.groupBy(recent, name)];
  const lanes = by((row) => known.rows[row]!.lane)
    .filter(([, rows]) => rows.length >= leastOfLane)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, mostCases)
    .map(([name, rows]) => caseOf(known, "lane", name, rows));
  let taken = 0;
  const busiest = lanes.filter(({ planned }) => {
    taken += planned.length;
    return taken <= mostCases;
  });
  const services = by((row) => known.rows[row]!.service ?? "-");
  return [
    ...busiest,
    ...services.map(([name, rows]) => caseOf(known, "service", name, rows)),
    ...(recent.length > 0 ? [caseOf(known, "all", "", recent)] : []),
  ];
}

function caseOf(known: KnownJourneys, of: LaneEntry["of"], name: string, members: readonly number[]): LaneCase {
  const { rows, journeys, columns } = known;
  const told = members.filter((row) => rows[row]!.planned !== null);
  const isTold = told.length * 2 >= members.length;
  const groups = isTold ? toldGroups(known, told) : [];
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const usualLength = middle((isTold ? told : members).map((row) => journeys.planned[row]!));
  const planned =
    groups.length === 0
      ? [usualLength]
      : groups.map((group) =>
          middle(told.map((row) => journeys.planned[row]!).filter((days) => plannedGroup(days) === group)),
        );
  const usual = columns.map(({ name: column, values, levels }) => {
    if (column === "told") return Number(isTold);
    const there = members.map((row) => values[row]!).filter((value) => !Number.isNaN(value));
    if (there.length * 2 < members.length) return Number.NaN;
    return levels ? mostOften(there) : middle(there);
  });
  return {
    entry: { of, name, journeys: members.length, groups, usual: nearestOf(groups, plannedGroup(usualLength)) },
    ...{ planned, usual },
    lane: of === "lane" ? name : "",
    service: of === "all" ? "" : (rows[members[0]!]!.service ?? "-"),
  };
}

/** Lengths that are told often enough; the most frequent one at least. */
function toldGroups({ journeys }: KnownJourneys, told: readonly number[]): number[] {
  const counted = [...Map.groupBy(told, (row) => plannedGroup(journeys.planned[row]!))];
  const most = counted.reduce((best, each) => (each[1].length > best[1].length ? each : best));
  return counted
    .filter(([group, rows]) => rows.length >= leastOfGroup || group === most[0])
    .map(([group]) => group)
    .sort((a, b) => a - b);
}

function mostOften<Value>(values: readonly Value[]): Value {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** Journeys that start on days to come, as the cases say: for each case, in it for each group, one for each day. */
export function questionsOf(cases: readonly LaneCase[], today: number, days: number): Journeys {
  const rows = cases.flatMap(({ planned, usual }) =>
    planned.flatMap((length) => Array.from({ length: days }, (_, day) => ({ length, usual, start: today + day }))),
  );
  const columns = cases[0]?.usual.length ?? 0;
  return {
    starts: rows.map(({ start }) => start),
    ends: rows.map(() => Number.NaN),
    planned: rows.map(({ length }) => length),
    features: { rows: rows.length, columns, values: Float64Array.from(rows.flatMap(({ usual }) => usual)) },
  };
}
