import { contributions, type LogisticModel } from "@aftercare/learn";
import { modelInput } from "../learning/index.ts";
import type { Case, Sentence } from "./case.ts";
import type { Moment } from "./moment.ts";

export interface Reason extends Sentence {
  /** What it adds to the log-odds, compared with an average shopper. */
  readonly weight: number;
}

/** Less than this on the log-odds moves a chance by about one point in a hundred: no reason worth a sentence. */
const leastWeight = 0.05;
const mostReasons = 6;

/**
 * The reasons for the predicted chance, strongest first: each feature's contribution to the log-odds, those of one
 * reason summed, because "ordered 12 times" and "on 11 days" are one thing to a person. Empty where the prior spoke.
 */
export function explain(moment: Pick<Moment, "features">, asked: Case, model: LogisticModel | undefined): Reason[] {
  if (!model || !asked.modelled) return [];
  const weights = new Map<string, number>();
  const added = contributions(model, modelInput(moment.features, asked.features));
  for (const [j, { reason }] of moment.features.entries())
    weights.set(reason, (weights.get(reason) ?? 0) + (added[j] ?? 0));
  return [...weights]
    .filter(([, weight]) => Math.abs(weight) >= leastWeight)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, mostReasons)
    .map(([reason, weight]) => ({
      key: `reasons.${reason}.${weight > 0 ? "raises" : "lowers"}`,
      values: asked.reasonValues[reason] ?? {},
      weight,
    }));
}
