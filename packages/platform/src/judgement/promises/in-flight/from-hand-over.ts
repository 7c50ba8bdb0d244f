import { isoWeekday, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import { type StatedWay, statedOdds, statedWeekdays } from "./stated-way.ts";
import { oddsOf, type WayTables } from "./way-tables.ts";

/** When a parcel arrives that was handed to its carrier on a day, before anything is known of its way. */
export interface WayOutlook {
  /** Log-odds of arriving 0, 1, … days after the hand-over, if not before. */
  readonly odds: readonly number[];
  readonly basis: "learned" | "stated";
}

/**
 * The outlook of a parcel from its hand-over on, of its lane, else of its service, else of all; on the weekdays on which it would be under
 * way.
 * @param tables undefined while nothing has been learned
 * @param lane `service|origin|country|zone`, with `-` for what is not known
 * @param stated what was believed when it was bought; serves where nothing has been learned
 */
export function fromHandOver(
  tables: WayTables | undefined,
  lane: string,
  handedOverOn: PlainDayNumber,
  stated: StatedWay,
): WayOutlook {
  const known = tables && oddsOf(tables, lane);
  const weekdays = tables?.weekdays ?? statedWeekdays;
  const odds = (known ?? statedOdds(stated)).map((each, day) => each + weekdays[isoWeekday(handedOverOn + day) - 1]!);
  return { odds, basis: known ? "learned" : "stated" };
}
