import type { Translator } from "@aftercare/messages/browser";
import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";
import type { Division, Group, Measure, Outlook } from "./measured.ts";
import { outlookText } from "./outlook-text.ts";

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Estimates in figures. Money among them are minor units with fractions, shown in whole ones or, where many are added up, in whole units of the currency: more digits than that are noise. */
export function figureFormats(texts: Translator, currency: string) {
  const money = (amount: number) => texts.money({ amount: Math.round(amount), currency });
  const total = (amount: number) => texts.estimatedMoney({ amount: Math.round(amount), currency });
  return {
    /** With small coins, as for one decision. */
    money,
    /** Per decision. */
    one: (measure: Measure, value: number) =>
      measure === "visits" ? texts.number(value, { maximumFractionDigits: 3 }) : money(value),
    /** Over all decisions. */
    sum: (measure: Measure, value: number) =>
      measure === "visits" ? texts.number(Math.round(value) || 0) : total(value),
    total,
    interval: ({ low, high }: Bounds, of: (value: number) => string) =>
      texts.t("common.interval", { low: of(low), high: of(high) }),
  };
}

/** Figures and words for what is measured. */
export function useFigureWords(currency: string) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const outlook = (known: Outlook): string => outlookText(texts, known);

  const group = (by: Division, { key, label }: Pick<Group, "key" | "label">): string => {
    if (label !== undefined) return label;
    if (key === undefined) return t("measurement.unknown-group");
    if (by === "frequency" || by === "recency") return t(`measurement.${by}.${key}`);
    return by === "region" || by === "store" ? key : wording.channel(key);
  };

  return { ...figureFormats(texts, currency), outlook, group };
}

export type FigureWords = ReturnType<typeof useFigureWords>;
