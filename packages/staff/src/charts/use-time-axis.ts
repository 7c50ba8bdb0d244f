import { useMemo } from "react";
import { useTexts } from "../language/index.ts";
import { useMonths } from "./use-months.ts";

interface TimeAxis {
  readonly type: "utc";
  readonly label: null;
  /** A number of ticks, or the time between two of them. */
  readonly ticks: number | string;
  readonly tickFormat: (date: Date) => string;
}

const dayMs = 86_400_000;
const monthDays = 30.4;

/** An axis of days where the time is short, of every, every second, third … month where it is long: no month is named twice. */
export function useTimeAxis(): (from: Date, to: Date, width: number) => TimeAxis {
  const { locale } = useTexts();
  const months = useMonths();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
    return (from, to, width) => {
      const length = (to.getTime() - from.getTime()) / (dayMs * monthDays);
      const room = Math.max(2, Math.floor(width / 80));
      const step = [1, 2, 3, 6].find((each) => length / each <= room) ?? 12;
      return length < 2
        ? { type: "utc", label: null, ticks: Math.min(room, 6), tickFormat: (date) => day.format(date) }
        : { type: "utc", label: null, ticks: step === 12 ? "year" : `${step} months`, tickFormat: months };
    };
  }, [locale, months]);
}
