import { formatTag } from "@aftercare/messages/browser";
import type { ContractOutput, offersLiability } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

export type Liability = ContractOutput<typeof offersLiability>;
export type OpenRow = Liability["open"][number];
export type PastRow = Liability["programs"][number];
export type Interval = NonNullable<OpenRow["expected"]>;

/** Figures and names on the pages of offers. Expected sums are shown in whole minor units: more digits than that are noise. */
export function useLiabilityWords(currency: string) {
  const texts = useTexts();
  const { t } = texts;
  const money = (amount: number) => texts.money({ amount: Math.round(amount), currency });
  return {
    money,
    /** What offers can cost at most; nothing where none of them has a bound, as 0 would say that they cost nothing. */
    most: ({ offers, most, unbounded }: Pick<OpenRow, "offers" | "most" | "unbounded">) =>
      unbounded > 0 && unbounded === offers ? "–" : money(most),
    program: ({ program, title }: Pick<OpenRow, "program" | "title">) =>
      title ?? program ?? t("offers.report.other-program"),
    moneyInterval: ({ low, high }: Interval) => t("common.interval", { low: money(low), high: money(high) }),
    shareInterval: ({ low, high }: Interval) =>
      t("common.interval", { low: texts.percent(low, 1), high: texts.percent(high, 1) }),
  };
}

/** `2026-04` as the language writes a month with its year. */
export function useMonthName(): (month: string) => string {
  const { locale } = useTexts();
  const format = new Intl.DateTimeFormat(formatTag(locale), { month: "long", year: "numeric", timeZone: "UTC" });
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`));
}

/** What several rows come to together. Their ends are added up too, which is on the safe side where programs differ. */
export function totalOf(rows: readonly OpenRow[]) {
  const known = rows.flatMap(({ expected }) => expected ?? []);
  const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
  return {
    offers: sum(rows.map(({ offers }) => offers)),
    most: sum(rows.map(({ most }) => most)),
    unbounded: sum(rows.map(({ unbounded }) => unbounded)),
    /** Absent as long as it is for one of them: the rest would pass for the whole. */
    expected:
      known.length < rows.length || rows.length === 0
        ? undefined
        : {
            value: sum(known.map(({ value }) => value)),
            low: sum(known.map(({ low }) => low)),
            high: sum(known.map(({ high }) => high)),
          },
  };
}
