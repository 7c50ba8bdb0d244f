import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import type { KnownJourneys } from "../history/journeys-of.ts";
import type { PromiseCard } from "../model/promise-card.schema.ts";
import type { FittedPromises, Verdicts } from "./fit-promises.ts";

/** What is to be read of what was learned. */
export function cardOf({ rows, columns }: KnownJourneys, fitted: FittedPromises, share: number): PromiseCard {
  const { tables, verdicts, price } = fitted;
  const days = rows.map(({ starts }) => starts);
  const entries = (of: string) => tables.entries.filter((entry) => entry.of === of).length;
  return {
    ...{
      journeys: rows.length,
      open: rows.filter(({ ends, isCancelled }) => ends === null && !isCancelled).length,
      share,
    },
    from: dayText(days.reduce((a, b) => Math.min(a, b))),
    until: dayText(days.reduce((a, b) => Math.max(a, b))),
    ...{ horizon: tables.horizon, lanes: entries("lane"), services: entries("service"), price },
    columns: columns.map(({ name }) => name),
    ...{ heldOn: dayText(verdicts.heldOn), nextOn: dayText(verdicts.nextOn) },
    ...{ way: verdicts.way, calibration: verdicts.calibration },
  };
}

/** What was decided when the card was written. */
export function verdictsOf(card: PromiseCard | undefined): Verdicts | undefined {
  if (!card) return undefined;
  const { heldOn, nextOn, way, calibration } = card;
  return {
    ...{ heldOn: dayNumber(heldOn), nextOn: dayNumber(nextOn) },
    way: { winner: way.winner, ...(way.losses && { losses: way.losses }) },
    calibration: {
      winner: calibration.winner,
      ...(calibration.losses && { losses: calibration.losses }),
      ...(calibration.offsets && { offsets: calibration.offsets }),
    },
  };
}
