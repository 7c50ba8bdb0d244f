import type { PageContext, Tracking } from "../views.ts";

type Words = PageContext["words"];
type Expected = NonNullable<Tracking["now"]>;

/**
 * Days as they stand in a sentence: "Thursday 26 November", "Thursday 26 or Friday 27 November", "between … and …"; the hours where they were booked.
 * @param today the calendar day on which it is said
 */
export function windowWords(
  words: Words,
  days: Pick<Expected, "earliest" | "latest" | "from" | "until">,
  today: string,
): string {
  const { earliest, latest, from, until } = days;
  const isToday = earliest === latest && latest === today;
  if (earliest === latest && from !== undefined && until !== undefined) {
    const hours = { from: words.time(new Date(from)), until: words.time(new Date(until)) };
    if (isToday) return words.t("tracking.window.slot-today", hours);
    return words.t("tracking.window.slot", { day: words.weekday(latest), ...hours });
  }
  if (isToday) return words.t("tracking.window.today");
  const last = words.weekday(latest);
  if (earliest === latest) return words.t("tracking.window.day", { last });
  const first = words.weekday(
    earliest,
    earliest.slice(0, 7) === latest.slice(0, 7) && words.locale !== "zh" ? "day" : "long",
  );
  return words.t(daysBetween(earliest, latest) === 1 ? "tracking.window.two" : "tracking.window.span", { first, last });
}

/** Calendar days from one to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
