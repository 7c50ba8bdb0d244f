import { predictBoosting } from "../boosting/index.ts";
import { LearnError, requireLevel } from "../errors/index.ts";
import { type Matrix, rowOf } from "../matrix/index.ts";
import type { ArrivalHistory } from "./arrival-history.ts";
import type { ArrivalModel } from "./fit-arrivals.ts";
import { dayColumns, writeJourneyDay } from "./journey-day.ts";

/** Journeys predicted together, which bounds the memory. */
const block = 256;

/**
 * For each journey asked about the chance to have ended within 0, 1, … `horizon` days, given that it does end by then: a matrix of
 * journeys × (horizon + 1) that rises to 1 in each row. `asOf` is the day of the prediction for each, whose own events are not
 * used; what was known the evening before is.
 *
 * @param rows positions among the history's journeys.
 * @throws LearnError naming `history` where its horizon or columns are not the model's, or `rows`.
 */
export function predictArrivals(
  model: ArrivalModel,
  history: ArrivalHistory,
  rows: readonly number[],
  asOf: (row: number) => number = (row) => history.journeys.starts[row]!,
): Matrix {
  const ages = model.horizon + 1;
  const columns = dayColumns + history.journeys.features.columns;
  if (history.horizon !== model.horizon || columns !== model.hazard.columns) {
    throw new LearnError("history", "has another horizon or other features than the model was fitted with");
  }
  const chances = new Float64Array(rows.length * ages);
  for (let from = 0; from < rows.length; from += block) {
    const part = rows.slice(from, from + block);
    const values = new Float64Array(part.length * ages * columns);
    for (const [k, row] of part.entries()) {
      if (!(row >= 0 && row < history.journeys.starts.length)) {
        throw new LearnError("rows", `names journey ${row}; there are ${history.journeys.starts.length}`);
      }
      for (let age = 0; age < ages; age++) {
        writeJourneyDay(values, (k * ages + age) * columns, history, row, age, asOf(row));
      }
    }
    const hazards = predictBoosting(model.hazard, { rows: part.length * ages, columns, values });
    for (let k = 0; k < part.length; k++) {
      accumulate(
        hazards.subarray(k * ages, (k + 1) * ages),
        chances.subarray((from + k) * ages, (from + k + 1) * ages),
      );
    }
  }
  return { rows: rows.length, columns: ages, values: chances };
}

/** Days within which the journey has ended with at least this chance. Throws LearnError naming `row` or `level`. */
export function arrivalQuantile(chances: Matrix, row: number, level: number): number {
  requireLevel("level", level);
  return rowOf(chances, row).findIndex((chance) => chance >= level * (1 - 1e-12));
}

/** Chance to take longer than so many days, 0 to 1; beyond the horizon 0. Throws LearnError naming `row` or `days`. */
export function chanceLater(chances: Matrix, row: number, days: number): number {
  if (Number.isNaN(days)) throw new LearnError("days", "is NaN; a number of days is needed");
  const own = rowOf(chances, row);
  return days < 0 ? 1 : 1 - (own[Math.floor(days)] ?? 1);
}

/** From the hazard of each day to the chance to have ended by it, given that it ends within the horizon. */
export function accumulate(hazards: Float64Array, chances: Float64Array): void {
  let still = 1;
  for (let age = 0; age < hazards.length; age++) {
    still *= 1 - hazards[age]!;
    chances[age] = 1 - still;
  }
  const ending = 1 - still;
  for (let age = 0; age < chances.length; age++) chances[age] = chances[age]! / ending;
}
