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
    return words.t("tracking.window.slot", { day: named(words, latest, "long"), ...hours });
  }
  if (isToday) return words.t("tracking.window.today");
  const last = named(words, latest, "long");
  if (earliest === latest) return words.t("tracking.window.day", { last });
  // The month is said once; in Chinese it comes first, and "26日" after it would be read as the day of another month.
  const isSameMonth = earliest.slice(0, 7) === latest.slice(0, 7) && words.locale !== "zh";
  const first = named(words, earliest, isSameMonth ? "day" : "long");
  return words.t(daysBetween(earliest, latest) === 1 ? "tracking.window.two" : "tracking.window.span", { first, last });
}

/** A day whose name and number stay on one line. */
function named(words: Words, day: string, style: "long" | "day"): string {
  return words.weekday(day, style).replace(" ", "\u00a0");
}

/** Sentences one after the other, as the language parts them. */
export function sentences(words: Words, said: readonly string[]): string {
  return said.join(words.locale === "zh" ? "" : " ");
}

/** Calendar days from one to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
