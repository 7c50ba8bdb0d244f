import type { ContractOutput, listContent } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

export type ContentRow = ContractOutput<typeof listContent>["items"][number];
export type Target = ContentRow["targets"][number];
export type Results = ContentRow["results"];

export const moments = ["before-arrival", "on-arrival", "week-later"] as const;
export const kinds = ["guide", "quick-start", "care", "video"] as const;

/** What is said of guides. */
export function useContentWords() {
  const texts = useTexts();
  const { t, locale } = texts;
  return {
    kind: (kind: ContentRow["kind"]) => t(`content.kind.${kind}`),
    moment: (moment: ContentRow["moment"]) => t(`content.moment.${moment}`),
    /** Its title for whoever reads this page. */
    title: ({ texts: written, language, key }: Pick<ContentRow, "texts" | "language" | "key">) =>
      (written[locale] ?? written[language])?.title ?? key,
    target(target: Target): string {
      switch (target.match) {
        case "all":
          return t("content.target.all");
        case "attribute":
          return t("content.target.attribute", { attribute: target.attribute, value: target.value });
        default:
          return t(`content.target.${target.match}`, { value: target.value });
      }
    },
    /** How much of what it was for came back; undefined where it was for nothing yet. */
    cameBack({ units, returned }: Results["cameBack"]["opened"]): string | undefined {
      if (units === 0) return undefined;
      const share = texts.percent(returned / units);
      return t("content.came-back-of", { share, returned: texts.number(returned), units: texts.number(units) });
    },
  };
}
