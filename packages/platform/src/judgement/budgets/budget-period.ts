import { Temporal } from "temporal-polyfill";
import type { ProgramDocument } from "../programs/index.ts";

export type BudgetPeriod = NonNullable<ProgramDocument["budget"]>["period"];

/** From its first instant to the first instant that is no longer in it. */
export interface PeriodBounds {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The week (from Monday), month or quarter that an instant lies in, by the calendar where the retailer is. */
export function periodAround(at: Date, period: BudgetPeriod, timeZone: string): PeriodBounds {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const [first, length] = firstDayOf(day, period);
  const instant = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { startsAt: instant(first), endsAt: instant(first.add(length)) };
}

function firstDayOf(day: Temporal.PlainDate, period: BudgetPeriod): [Temporal.PlainDate, Temporal.DurationLike] {
  switch (period) {
    case "week":
      return [day.subtract({ days: day.dayOfWeek - 1 }), { days: 7 }];
    case "month":
      return [day.with({ day: 1 }), { months: 1 }];
    case "quarter":
      return [day.with({ day: 1 }).subtract({ months: (day.month - 1) % 3 }), { months: 3 }];
    default:
      return period satisfies never;
  }
}

/** Days from an instant until a period ends, the instant's own day included; 0 when it is over. */
export function daysLeft(at: Date, { endsAt }: PeriodBounds, timeZone: string): number {
  const day = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return Math.max(0, day(at).until(day(endsAt), { largestUnit: "days" }).days);
}

/** Share of a period that is over at an instant, 0 to 1. */
export function elapsedAt(at: Date, { startsAt, endsAt }: PeriodBounds): number {
  const share = (at.getTime() - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime());
  return Math.min(1, Math.max(0, share));
}
