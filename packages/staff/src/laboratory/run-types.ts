import type { ContractOutput, getLaboratoryRun, listLaboratoryRuns } from "@aftercare/platform/contract";

export type Run = ContractOutput<typeof getLaboratoryRun>;
export type RunRow = ContractOutput<typeof listLaboratoryRuns>["items"][number];
export type Result = NonNullable<Run["result"]>;
export type DraftResult = Result["drafts"][number];
export type Told = Extract<DraftResult["outcome"], { kind: "told" }>;
export type Figures = Told["figures"];
export type Measure = keyof Figures;
export type Interval = Figures["margin"]["perDecision"];
export type Point = Told["frontier"][number];

export const measures = ["goal", "margin", "revenue", "visits", "spend"] as const satisfies readonly Measure[];

/** How figures can be looked at. */
export const views = ["per-decision", "total", "added", "against-done", "against-first"] as const;
export type View = (typeof views)[number];

/** The figures of a draft in one view; undefined where there are none. */
export function draftIn(view: View, { outcome }: DraftResult): Partial<Record<Measure, Interval>> | undefined {
  if (outcome.kind === "refused") return undefined;
  if (view === "total") return outcome.total;
  if (view === "against-done") return outcome.againstDone;
  if (view === "against-first") return outcome.againstFirst;
  return figuresIn(view, outcome.figures);
}

/** The figures of something that a draft is compared with; undefined where the view is itself a comparison. */
export function referenceIn(
  view: View,
  figures: Figures,
  decisions: number,
): Partial<Record<Measure, Interval>> | undefined {
  if (view === "against-done" || view === "against-first") return undefined;
  if (view !== "total") return figuresIn(view, figures);
  return byMeasure(({ perDecision: { value, low, high } }) => ({
    ...{ value: value * decisions, low: low * decisions, high: high * decisions },
  }))(figures);
}

function figuresIn(view: "per-decision" | "added", figures: Figures): Partial<Record<Measure, Interval>> {
  return byMeasure(({ perDecision, added }) => (view === "added" ? added : perDecision))(figures);
}

function byMeasure(read: (figure: Figures[Measure]) => Interval | undefined) {
  return (figures: Figures): Partial<Record<Measure, Interval>> =>
    Object.fromEntries(
      measures.flatMap((measure) => {
        const interval = read(figures[measure]);
        return interval === undefined ? [] : [[measure, interval]];
      }),
    );
}

/** The views in which any draft has figures. */
export function viewsOf({ drafts }: Result): View[] {
  return views.filter((view) => drafts.some((draft) => draftIn(view, draft) !== undefined));
}

/** The measures worth a column: the goal only where it is more than the margin. */
export function measuresOf({ documents }: Run): Measure[] {
  const isPlain = documents.every(({ document: { goal } }) => {
    const { margin = 1, ...others } = goal.weights ?? {};
    return margin === 1 && Object.values(others).every((weight) => weight === 0) && (goal.regions ?? []).length === 0;
  });
  return measures.filter((measure) => measure !== "goal" || !isPlain);
}

/** How far a draft is ahead by its goal; without an action, of nothing for anybody. */
export interface Lead {
  readonly action: string | undefined;
  readonly lead: Interval;
}

/**
 * Over the same for everybody. Nothing for anybody is the first of these: often it is what does best, and a draft that is ahead of every
 * action that costs more would look good without it.
 */
export function leadsOf({ outcome, references }: DraftResult): Lead[] {
  const overNothing = outcome.kind === "told" ? outcome.figures.goal.added : undefined;
  return [
    ...(overNothing ? [{ action: undefined, lead: overNothing }] : []),
    ...references.constants.flatMap(({ action, draftAhead }) =>
      draftAhead ? [{ action, lead: draftAhead.goal }] : [],
    ),
  ];
}
