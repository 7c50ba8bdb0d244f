import type { PageContext, ReturnOptions } from "../views.ts";

type Line = ReturnOptions["lines"][number];
type Because = Line["because"][number];

/** What the law grants, by what it grants it of. */
const byLaw: Partial<Readonly<Record<Because["what"], string>>> = {
  logisticsFee: "fee",
  restockingPercent: "restocking",
  window: "window",
  resolutions: "resolutions",
};

/**
 * Why the terms are what they are, each reason once: the rules' own sentences, what the law says, and by when the money comes.
 * @param faulty reasons that say that something is wrong with the goods
 */
export function whySentences(
  words: PageContext["words"],
  { lines, resolutions }: Pick<ReturnOptions, "lines" | "resolutions">,
  faulty: ReadonlySet<string>,
): string[] {
  const sentences = lines.flatMap((line) =>
    line.because.flatMap((because) => {
      if (because.says !== undefined) return [because.says];
      if (because.by !== "law") return [];
      const name = because.what === "logisticsFee" && faulty.has(line.reason) ? "faulty" : byLaw[because.what];
      return name === undefined ? [] : [words.t(`return-portal.choose.because.${name}`)];
    }),
  );
  const [first] = lines.flatMap(({ refundBy }) => refundBy ?? []).sort();
  if (first !== undefined && resolutions.some(({ resolution }) => resolution === "refund"))
    sentences.push(words.t("return-portal.choose.refund-by", { day: words.date(first, "long") }));
  return [...new Set(sentences)];
}
