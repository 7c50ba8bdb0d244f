import {
  type ArrivalHistory,
  arrivalQuantile,
  earlyLevel,
  lateLevel,
  type Matrix,
  pricedPromise,
  rowOf,
} from "@aftercare/learn";
import type { KnownJourneys } from "../history/journeys-of.ts";
import { daysBefore, groupsOf, type LaneTables, nearestOf, startDays } from "../model/lane-tables.ts";
import { type CalibrationVerdict, offsetOf } from "./calibrate.ts";
import { type LaneCase, laneCases, questionsOf } from "./lane-questions.ts";
import { stretchChances } from "./stretch-chances.ts";

/** Journeys of the service, or of all, that count beside a lane's own. */
const borrowed = 50;

/** With what tables are made. */
export interface Telling {
  readonly history: ArrivalHistory;
  readonly today: number;
  /** The chances of all journeys of this history, as of today. */
  readonly tell: (questions: ArrivalHistory) => Matrix;
  /** The price of lateness. */
  readonly price: number;
  readonly calibration: CalibrationVerdict;
}

/**
 * What is to be told for two weeks: for each lane, planned length and day of starting the chances to have arrived, the days of a window and
 * the promise. A lane of few journeys borrows from its service, a service from all: its chances lie between its own and theirs.
 */
export function tablesOfLanes(known: KnownJourneys, { history, today, tell, price, calibration }: Telling): LaneTables {
  const cases = laneCases(known, today);
  const own = tell({ ...history, journeys: questionsOf(cases, today, startDays) });
  const blended = blend(cases, own);
  const width = daysBefore + history.horizon + 1;
  const values = new Float32Array(own.rows * width);
  let row = 0;
  for (const { entry, lane, service } of cases) {
    const offset = offsetOf(calibration, lane, service);
    for (let table = 0; table < groupsOf(entry) * startDays; table++, row++) {
      const late = arrivalQuantile(blended, row, lateLevel);
      const chances = stretchChances(rowOf(blended, row), late, late + offset);
      const told = { rows: 1, columns: chances.length, values: chances };
      values.set(
        [
          ...[arrivalQuantile(told, 0, earlyLevel), arrivalQuantile(told, 0, 0.5), arrivalQuantile(told, 0, lateLevel)],
          ...[pricedPromise(told, 0, price), ...chances],
        ],
        row * width,
      );
    }
  }
  return { entries: cases.map(({ entry }) => entry), horizon: history.horizon, values };
}

/** All tables mixed with those that they borrow from, service before lane, since a lane's service has borrowed itself. */
function blend(cases: readonly LaneCase[], own: Matrix): Matrix {
  const first: number[] = [];
  let rows = 0;
  for (const { entry } of cases) {
    first.push(rows);
    rows += groupsOf(entry) * startDays;
  }
  const values = Float64Array.from(own.values);
  const blended = { ...own, values };
  const order = ["all", "service", "lane"] as const;
  for (const of of order) {
    for (const [place, each] of cases.entries()) {
      if (each.entry.of !== of || of === "all") continue;
      const lender = cases.findIndex(({ entry }) =>
        of === "lane" ? entry.of === "service" && entry.name === each.service : entry.of === "all",
      );
      const weight = each.entry.journeys / (each.entry.journeys + borrowed);
      for (let table = 0; table < groupsOf(each.entry) * startDays; table++) {
        const [group, day] = [Math.floor(table / startDays), table % startDays];
        const length = each.planned[group]!;
        const theirs = first[lender]! + nearestOf(cases[lender]!.planned, length) * startDays + day;
        const mine = rowOf(blended, first[place]! + table);
        const lent = rowOf(blended, theirs);
        for (let age = 0; age < mine.length; age++) mine[age] = weight * mine[age]! + (1 - weight) * lent[age]!;
      }
    }
  }
  return blended;
}
