import { formatTag } from "@aftercare/messages/browser";
import { useMemo } from "react";
import { useTexts } from "../language/index.ts";

/** Names a month on a time axis; January with its year, so that a long axis can be read. */
export function useMonths(): (date: Date) => string {
  const { locale } = useTexts();
  return useMemo(() => {
    const month = new Intl.DateTimeFormat(formatTag(locale), { month: "short", timeZone: "UTC" });
    const year = new Intl.DateTimeFormat(formatTag(locale), { year: "numeric", timeZone: "UTC" });
    return (date) => (date.getUTCMonth() === 0 ? `${month.format(date)}\n${year.format(date)}` : month.format(date));
  }, [locale]);
}
