import { useTexts } from "../language/index.ts";
import type { DestinationKind, Grade, Ground } from "./item-types.ts";

/** What grades, dispositions and grounds are called. */
export function useItemWords() {
  const texts = useTexts();
  const { t } = texts;
  return {
    ...texts,
    gradeName: (grade: Grade) => t(`dispositions.grade-name.${grade.toLowerCase()}`),
    /** One of the thirteen, or `refurbish`. */
    optionName: (option: string) => t(`dispositions.option.${option.replaceAll("_", "-")}`),
    groundName: (ground: Ground) => t(`dispositions.ground-name.${ground}`),
    kindName: (kind: DestinationKind) => t(`dispositions.kind.${kind}`),
    units: (count: number) => t("dispositions.units", { count }),
    kilograms: (grams: number) => t("dispositions.kilograms", { weight: Math.round(grams / 100) / 10 }),
  };
}
