import type { ContractOutput, listOrigins, listServices } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

export type Origin = ContractOutput<typeof listOrigins>["items"][number];
export type Service = ContractOutput<typeof listServices>["items"][number];
export const kinds = ["standard", "express", "slot", "pickup"] as const satisfies readonly Service["kind"][];

/** 1 is Monday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What is said of origins and services. */
export function useShippingWords() {
  const { t, locale, weekday, money, number } = useTexts();
  // 2 March 2026 was a Monday.
  const nameOf = (day: number) => weekday(`2026-03-0${day + 1}`, "name");
  return {
    weekday: nameOf,
    /** Weekdays in a row by the first and the last, others one by one. */
    weekdays(days: readonly number[]): string {
      const [first, last] = [days[0], days.at(-1)];
      if (first === undefined || last === undefined) return "";
      if (days.length > 2 && last - first === days.length - 1)
        return t("common.from-to", { from: nameOf(first), to: nameOf(last) });
      return days.map(nameOf).join(", ");
    },
    title: ({ title, key }: Service) => title[locale] ?? Object.values(title)[0] ?? key,
    kind: (kind: Service["kind"]) => t(`shipping.kind.${kind}`),
    price({ price, currency, freeFrom }: Service): string {
      const costs = money({ amount: price, currency });
      if (freeFrom === undefined) return costs;
      return t("shipping.price-free-from", { price: costs, from: money({ amount: freeFrom, currency }) });
    },
    stated: ({ statedP50, statedP90 }: Service) =>
      t("shipping.stated-days", { half: number(statedP50), most: number(statedP90) }),
  };
}
