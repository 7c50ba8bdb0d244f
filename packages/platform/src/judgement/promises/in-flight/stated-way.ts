import { chanceOf, horizon, logOdds } from "./way-tables.ts";

/** How long a way takes by somebody's word, in days from the hand-over: half of the parcels, and nine in ten. */
export interface StatedWay {
  readonly half: number;
  readonly mostly: number;
}

/** What is believed of parcels of which nobody has said anything: the usual terms of a standard parcel within a country. */
export const usualWay: StatedWay = { half: 2, mostly: 5 };

/**
 * Log-odds of arriving on each day, from two numbers: the log-logistic law through both, which has the long tail that ways of parcels have.
 * Half a day is added, because what takes two days arrives in the course of the second one.
 */
export function statedOdds({ half, mostly }: StatedWay): number[] {
  const middle = Math.max(0, half) + 0.5;
  const far = Math.max(mostly + 0.5, middle + 1);
  // F(t) = 1 / (1 + (t / middle)^-shape), and F(far) = 0.9.
  const shape = Math.log(9) / Math.log(far / middle);
  const arrived = (days: number) => (days <= 0 ? 0 : chanceOf(shape * Math.log(days / middle)));
  return Array.from({ length: horizon + 1 }, (_, day) => {
    const before = arrived(day);
    return logOdds((arrived(day + 1) - before) / Math.max(1e-9, 1 - before));
  });
}

/** What is believed of the days of the week: few carriers deliver on Sundays. Monday first. */
export const statedWeekdays: readonly number[] = [0, 0, 0, 0, 0, -0.5, -3];

/** What is believed of the hours: carriers deliver from eight in the morning to eight in the evening. By hour, the first from midnight on. */
export const statedHours: readonly number[] = Array.from({ length: 24 }, (_, hour) =>
  hour >= 8 && hour < 20 ? 1 / 12 : 0,
);
