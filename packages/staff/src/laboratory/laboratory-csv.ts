import type { Translator } from "@aftercare/messages/browser";
import { decimalAmount } from "../csv/index.ts";
import type { LaboratoryWords } from "./laboratory-words.ts";
import {
  type DraftResult,
  type Figures,
  type Interval,
  type Measure,
  measures,
  type Result,
  type Run,
} from "./run-types.ts";

/** What is known of one line: a draft, a point of its frontier, or what stands beside it. */
interface Entry {
  readonly price?: number;
  readonly planned?: number | undefined;
  readonly figures?: Figures;
}

/** Everything a run found as rows of text, headings first: drafts, what they are compared with, and the points of their frontiers. */
export function laboratoryCsv(
  { program }: Pick<Run, "program">,
  { drafts, currency }: Result,
  { t }: Pick<Translator, "t">,
  words: Pick<LaboratoryWords, "draft" | "action" | "measure">,
): string[][] {
  const heads = measures.flatMap((measure) => {
    const figure = words.measure(measure);
    const added = t("laboratory.beside-nothing", { figure });
    return [figure, added].flatMap((each) => [
      each,
      t("laboratory.csv.low", { figure: each }),
      t("laboratory.csv.high", { figure: each }),
    ]);
  });
  const line = (draft: DraftResult, point: string, { price, planned, figures }: Entry) => [
    program,
    words.draft(draft.draft),
    t(`laboratory.basis.${draft.basis}`),
    point,
    String(draft.decisions),
    price === undefined ? "" : price.toFixed(4),
    planned === undefined ? "" : decimalAmount(Math.round(planned), currency),
    ...measures.flatMap((measure) => [
      ...cells(figures?.[measure].perDecision, measure, currency),
      ...cells(figures?.[measure].added, measure, currency),
    ]),
    currency,
  ];
  return [
    [
      t("laboratory.ask.program"),
      t("laboratory.compare.what"),
      t("laboratory.basis.title"),
      t("laboratory.csv.point"),
      t("laboratory.csv.decisions"),
      t("laboratory.frontier.price"),
      t("laboratory.measure.planned"),
      ...heads,
      t("laboratory.csv.currency"),
    ],
    ...drafts.flatMap((draft) => {
      const { outcome, references } = draft;
      const { done, nothing, constants } = references;
      return [
        outcome.kind === "told"
          ? line(draft, t("laboratory.frontier.draft"), outcome)
          : line(draft, t("laboratory.refused.title"), {}),
        ...(done ? [line(draft, t("laboratory.frontier.done"), { planned: done.planned, figures: done })] : []),
        ...(nothing ? [line(draft, t("laboratory.frontier.nothing"), { planned: 0, figures: nothing })] : []),
        ...constants.map((constant) =>
          line(draft, t("laboratory.row.constant", { action: words.action(constant.action) }), constant),
        ),
        ...(outcome.kind === "told"
          ? outcome.frontier.map((each, k) => line(draft, t("laboratory.csv.budget", { place: k + 1 }), each))
          : []),
      ];
    }),
  ];
}

function cells(interval: Interval | undefined, measure: Measure, currency: string): string[] {
  if (interval === undefined) return ["", "", ""];
  return [interval.value, interval.low, interval.high].map((value) =>
    measure === "visits" ? value.toFixed(5) : decimalAmount(Math.round(value), currency),
  );
}
