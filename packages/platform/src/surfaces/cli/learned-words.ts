import { translator } from "@aftercare/messages";
import type { ProgramCard } from "../../judgement/policy/index.ts";
import type { CommandContext } from "./command.ts";

/** What a program has learned, in a sentence or two: from how much, and whether its model decides now, or why not. */
export function learnedWords(program: string, { rows, judged }: ProgramCard, { locale, t }: CommandContext): string {
  const head = t("cli.learned.from", { program, rows });
  if (judged.kind === "refused")
    return `${head} ${t("cli.learned.refused", { effective: Math.round(judged.effectiveSample) })}`;
  if (judged.release) return `${head} ${t("cli.learned.released")}`;
  const words = translator(locale);
  const figure = (value: number) => words.number(value, { maximumFractionDigits: 3 });
  const valuesOf = (difference: { estimate: number; lower: number; upper: number }) => ({
    estimate: figure(difference.estimate),
    lower: figure(difference.lower),
    upper: figure(difference.upper),
  });
  // The policy gains least over the best constant, which is the one that was to be beaten.
  const best = judged.againstConstants.reduce<(typeof judged.againstConstants)[number] | undefined>(
    (least, each) => (least === undefined || each.estimate < least.estimate ? each : least),
    undefined,
  );
  if (best && best.lower <= 0)
    return `${head} ${t("cli.learned.not-above-constant", { action: best.action, ...valuesOf(best) })}`;
  return `${head} ${t("cli.learned.not-above-today", valuesOf(judged.againstToday))}`;
}
