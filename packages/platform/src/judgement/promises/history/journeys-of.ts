import type { Journeys } from "@aftercare/learn";
import { type FeatureColumn, featureColumns } from "./feature-columns.ts";
import { plannedDays, type StatedDays } from "./planned-days.ts";
import type { JourneyRow } from "./read-journeys.ts";

/** Journeys as the library learns from them. */
export interface KnownJourneys {
  readonly rows: readonly JourneyRow[];
  /** With every end that is known, however late. */
  readonly journeys: Journeys;
  readonly columns: readonly FeatureColumn[];
}

/**
 * Makes journeys of rows. Those under way have no end, and so tell on every day that they did not end yet; those that were cancelled, or whose
 * file ends, leave then.
 * @param rows by the time of the purchase
 * @param stated days that the retailer says of services of which little is known
 */
export function journeysOf(rows: readonly JourneyRow[], stated?: StatedDays): KnownJourneys {
  const columns = featureColumns(rows);
  const values = new Float64Array(rows.length * columns.length);
  for (const [j, column] of columns.entries()) {
    for (let row = 0; row < rows.length; row++) values[row * columns.length + j] = column.values[row]!;
  }
  const days = (of: (row: JourneyRow) => number | null) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  const journeys: Journeys = {
    starts: Int32Array.from(rows, ({ starts }) => starts),
    ends: days(({ ends }) => ends),
    leaves: days(({ leaves }) => leaves),
    planned: plannedDays(rows, stated),
    features: { rows: rows.length, columns: columns.length, values },
    categorical: columns.flatMap(({ levels }, j) => (levels ? [j] : [])),
    // Without any hand-over there is one stage only.
    ...(rows.some(({ handover }) => handover !== null) && { handovers: days(({ handover }) => handover) }),
  };
  return { rows, journeys, columns };
}
