import type { DraftResult, Figures, Measure, Point } from "./run-types.ts";

/** Where something stands in the picture of a frontier: what it was planned to cost, and what it earns with its interval. */
export interface Place {
  readonly spend: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Of a point of the line: by what it plans to spend, since the log's estimate of that is noisy and a line by it runs to and fro. */
export function placeOfPoint({ planned, figures }: Point, measure: Measure): Place {
  return placeAt(planned, figures, measure);
}

/**
 * Of what stands beside the line, by the same kind of cost as its points. What a stored result knows no planned cost of is left out: at its
 * estimated cost it would stand on another scale, and seem cheaper or dearer than it is beside the line.
 */
export function placesBeside({ references: { done, nothing, constants } }: DraftResult, measure: Measure) {
  return {
    ...(done?.planned !== undefined && { done: placeAt(done.planned, done, measure) }),
    ...(nothing && { nothing: placeAt(0, nothing, measure) }),
    constants: constants.flatMap(({ action, planned, figures }) =>
      planned === undefined ? [] : [{ action, ...placeAt(planned, figures, measure) }],
    ),
  };
}

/** Beside nothing where that is known. */
function placeAt(spend: number, figures: Figures, measure: Measure): Place {
  const { added, perDecision } = figures[measure];
  return { spend, ...(added ?? perDecision) };
}
