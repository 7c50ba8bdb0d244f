import { goalOf } from "../programs/index.ts";
import type { ByMeasure } from "./outcomes-in-view.ts";
import type { PolicyValue, Valuation } from "./policy-value.ts";
import type { ReplayedDraft } from "./replayed-draft.ts";
import type { Differences, Figures, Interval } from "./result.schema.ts";

/** One value for each figure. */
export function byFigure<Value>(make: (figure: keyof Figures) => Value): Record<keyof Figures, Value> {
  return {
    goal: make("goal"),
    margin: make("margin"),
    revenue: make("revenue"),
    visits: make("visits"),
    spend: make("spend"),
  };
}

/** The contributions of a policy that the log can tell. */
export type Told = ByMeasure<Float64Array>;

export function toldOf(value: PolicyValue): Told | undefined {
  return value.kind === "told" ? value.by : undefined;
}

/** Turns contributions into figures with intervals; what outcomes are worth is said by the draft's own goal. */
export function logFigures({ cases, weights }: ReplayedDraft, { interval }: Valuation) {
  const reader = (by: Told) => ({
    goal: (i: number) =>
      goalOf(
        { margin: by.margin[i]!, revenue: by.revenue[i]!, sameVisit: by.sameVisit[i]!, visits: by.visits[i]! },
        weights[i]!,
        cases[i]!.points,
      ),
    margin: (i: number) => by.margin[i]!,
    revenue: (i: number) => by.revenue[i]!,
    visits: (i: number) => by.visits[i]!,
    spend: (i: number) => by.spend[i]!,
  });
  /** One less the other, case by case: what chance does to both alike is not in the interval. */
  const between = (one: Told, other: Told): Differences => {
    const [mine, theirs] = [reader(one), reader(other)];
    return byFigure((name) => interval((i) => mine[name](i) - theirs[name](i)));
  };
  const of = (by: Told, nothing: Told | undefined): Figures => {
    const values = reader(by);
    const added = nothing && between(by, nothing);
    return byFigure((name) => ({ perDecision: interval(values[name]), ...(added && { added: added[name] }) }));
  };
  return { of, between };
}

/** Figures per decision as sums over so many of them. */
export function sumsOver(figures: Figures, count: number): Differences {
  const larger = ({ value, low, high }: Interval) => ({ value: value * count, low: low * count, high: high * count });
  return byFigure((name) => larger(figures[name].perDecision));
}
