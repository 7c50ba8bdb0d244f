import { getRetailer } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";

/** Days where the retailer is, in which budgets are counted: for who reads it elsewhere a month would begin on the day before. */
export function useShopDays() {
  const texts = useTexts();
  const { data: retailer } = useQuery(reading(getRetailer, {}));
  const timeZone = retailer?.timeZone;
  return useMemo(() => {
    const there = timeZone === undefined ? texts : texts.inTimeZone(timeZone);
    // In this language a day is written as programs read it: 2026-03-01.
    const iso = new Intl.DateTimeFormat("sv", timeZone === undefined ? {} : { timeZone });
    return {
      shown: (instant: string) => there.date(new Date(instant)),
      written: (instant: string) => iso.format(new Date(instant)),
    };
  }, [texts, timeZone]);
}
