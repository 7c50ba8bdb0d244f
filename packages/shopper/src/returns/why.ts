import type { PageContext, ReturnOptions } from "../views.ts";

type Because = ReturnOptions["lines"][number]["because"][number];

/** A line with who grants what holds for it. */
interface Granted {
  readonly because: readonly Because[];
  /** Absent as long as nobody has said why it goes back. */
  readonly reason?: string;
  readonly isOpen: boolean;
}

const none: ReadonlySet<string> = new Set();

/** What the law grants, by what it grants it of. */
const byLaw: Partial<Readonly<Record<Because["what"], string>>> = {
  logisticsFee: "fee",
  restockingPercent: "restocking",
  window: "window",
  resolutions: "resolutions",
};

/**
 * Why terms are what they are, each reason once and in the same words wherever it is told: the rules' own sentences, and what the law says.
 * @param faulty reasons that say that something is wrong with the goods
 */
export function grantSentences(
  words: PageContext["words"],
  lines: readonly Granted[],
  faulty: ReadonlySet<string> = none,
): string[] {
  const sentences = lines.flatMap(({ because, reason, isOpen }) => {
    // A window that is over is no reason any more for what a person is asked.
    const over = isOpen ? undefined : because.find(({ what }) => what === "window")?.says;
    return because.flatMap(({ what, by, says }) => {
      if (says !== undefined) return says === over ? [] : [says];
      if (by !== "law") return [];
      const isFault = what === "logisticsFee" && reason !== undefined && faulty.has(reason);
      const name = isFault ? "faulty" : byLaw[what];
      return name === undefined ? [] : [words.t(`return-portal.choose.because.${name}`)];
    });
  });
  return [...new Set(sentences)];
}

/** The same with by when the money comes. */
export function whySentences(
  words: PageContext["words"],
  { lines, resolutions }: Pick<ReturnOptions, "lines" | "resolutions">,
  faulty: ReadonlySet<string>,
): string[] {
  const sentences = grantSentences(words, lines, faulty);
  const [first] = lines.flatMap(({ refundBy }) => refundBy ?? []).sort();
  if (first !== undefined && resolutions.some(({ resolution }) => resolution === "refund"))
    sentences.push(words.t("return-portal.choose.refund-by", { day: words.date(first, "long") }));
  return sentences;
}
