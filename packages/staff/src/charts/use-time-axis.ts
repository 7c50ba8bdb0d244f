import { formatTag } from "@aftercare/messages/browser";
import { useMemo } from "react";
import { useTexts } from "../language/index.ts";
import { useMonths } from "./use-months.ts";

interface TimeAxis {
  readonly type: "utc";
  readonly label: null;
  /** Where ticks stand, or the time between two of them. */
  readonly ticks: readonly Date[] | string;
  readonly tickFormat: (date: Date) => string;
}

const dayMs = 86_400_000;
const monthDays = 30.4;

/**
 * An axis for points in time, in order: some of their days where they span less than two months, else every, every second, third … month.
 * Nothing is named twice, and names do not run into each other.
 */
export function useTimeAxis(): (points: readonly Date[], width: number) => TimeAxis {
  const { locale } = useTexts();
  const months = useMonths();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(formatTag(locale), { day: "numeric", month: "short", timeZone: "UTC" });
    return (points, width) => {
      const length = ((points.at(-1)?.getTime() ?? 0) - (points[0]?.getTime() ?? 0)) / (dayMs * monthDays);
      const room = Math.max(2, Math.floor(width / 80));
      if (length < 2) {
        const every = Math.ceil(points.length / room);
        const ticks = points.filter((_, i) => i % every === 0);
        return { type: "utc", label: null, ticks, tickFormat: (date) => day.format(date) };
      }
      const step = [1, 2, 3, 6].find((each) => length / each <= room) ?? 12;
      return { type: "utc", label: null, ticks: step === 12 ? "year" : `${step} months`, tickFormat: months };
    };
  }, [locale, months]);
}
