import { formatTag } from "@aftercare/messages/browser";
import type { ContractInput, ContractOutput, promiseAccuracy } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

export type Accuracy = ContractOutput<typeof promiseAccuracy>;
export type PromiseGroup = Accuracy["groups"][number];
export type Division = NonNullable<ContractInput<typeof promiseAccuracy>["by"]>;
export type Basis = NonNullable<ContractInput<typeof promiseAccuracy>["basis"]>;

export const divisions = ["month", "lane", "service", "length", "confidence"] as const satisfies readonly Division[];
export const bases = ["quoted", "shop", "assumed", "retrospective"] as const satisfies readonly Basis[];

type Interval = { readonly value: number; readonly low: number; readonly high: number };

/** What was kept is what was not late. */
export function keptOf({ late }: PromiseGroup): Interval | undefined {
  return late && { value: 1 - late.value, low: 1 - late.high, high: 1 - late.low };
}

/** Figures and names as this page shows them. */
export function usePromiseWords() {
  const texts = useTexts();
  const { t, percent, number, locale } = texts;
  const interval = ({ low, high }: Interval) => t("common.interval", { low: percent(low, 1), high: percent(high, 1) });
  const lane = (text: string) => {
    const known = text.split("|").filter((part) => part !== "-");
    return known.length === 0 ? t("promises.any-lane") : known.join(" · ");
  };
  const group = (by: Division, key: string) => {
    if (by === "lane") return lane(key);
    if (key === "-") return t("common.unknown");
    if (by === "month")
      return new Intl.DateTimeFormat(formatTag(locale), { month: "long", year: "numeric", timeZone: "UTC" }).format(
        new Date(`${key}-01`),
      );
    if (by === "length") return t("promises.length", lengthOf(key));
    if (by === "confidence") return t("promises.from-confidence", { from: percent(Number(key)) });
    return key;
  };
  return {
    texts,
    interval,
    lane,
    group,
    share: (value: number | undefined) => (value === undefined ? "–" : percent(value, 1)),
    days: (value: number | undefined) => (value === undefined ? "–" : number(value, { maximumFractionDigits: 1 })),
  };
}

/** `4-7` is from 4 to 7 days; `22-` has no end. */
function lengthOf(key: string): { from: number; to: number } {
  const [from = 0, to = 0] = key.split("-").map(Number);
  return { from, to };
}
