import { LearnError } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { type ArrivalHistory, groupCount, plannedGroup, tableWindows } from "./arrival-history.ts";
import { accumulate } from "./predict-arrivals.ts";

/** The window of four weeks. */
const window = tableWindows.indexOf(28);

/**
 * The same as {@link predictArrivals} from life tables alone (Kaplan-Meier with delayed entry, by planned length): the hazards of the four
 * weeks before the day of the prediction, shrunk to those of seventeen weeks. Nothing is fitted, so a few hundred ended journeys are enough.
 * @param asOf day of the prediction for each; its start if not given.
 * @throws LearnError naming `rows`.
 */
export function tabledArrivals(
  history: ArrivalHistory,
  rows: readonly number[],
  asOf: (row: number) => number = (row) => history.journeys.starts[row]!,
): Matrix {
  const { starts, planned } = history.journeys;
  const ages = history.horizon + 1;
  const chances = new Float64Array(rows.length * ages);
  const hazards = new Float64Array(ages);
  for (const [k, row] of rows.entries()) {
    if (!(row >= 0 && row < starts.length)) {
      throw new LearnError("rows", `names journey ${row}; there are ${starts.length}`);
    }
    const from = (window * groupCount + plannedGroup(planned[row]!)) * ages;
    const logOdds = history.hazardsAsOf(asOf(row)).subarray(from, from + ages);
    for (let age = 0; age < ages; age++) hazards[age] = 1 / (1 + Math.exp(-logOdds[age]!));
    accumulate(hazards, chances.subarray(k * ages, (k + 1) * ages));
  }
  return { rows: rows.length, columns: ages, values: chances };
}
