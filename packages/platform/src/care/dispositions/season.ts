import { dayNumber, dayText, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import type { DispositionSettings } from "./disposition-settings.schema.ts";

/**
 * Days until the season of a category is over; 0 out of season, undefined where it has none. A season may go over the turn of the year.
 */
export function seasonDays(
  seasons: DispositionSettings["seasons"],
  category: string | undefined,
  today: PlainDayNumber,
): number | undefined {
  const own = seasons.filter(({ categories }) =>
    categories.some((each) => each.toLowerCase() === category?.toLowerCase()),
  );
  if (own.length === 0) return undefined;
  return Math.max(...own.map(({ from, until }) => daysLeft(from, until, today)));
}

function daysLeft(from: string, until: string, today: PlainDayNumber): number {
  const text = dayText(today);
  const year = Number(text.slice(0, 4));
  const now = text.slice(5);
  const isOver = from <= until ? now < from || now > until : now > until && now < from;
  if (isOver) return 0;
  const end = from <= until || now <= until ? year : year + 1;
  // The 29th of February ends on the last day that there is.
  const last = until === "02-29" ? dayNumber(`${end}-03-01`) - 1 : dayNumber(`${end}-${until}`);
  return last - today + 1;
}
