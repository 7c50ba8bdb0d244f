import type { ModelRow } from "./model-types.ts";

/** What the log said about putting a model in force by itself. */
export type Verdict = "proven" | "not-proven" | "no-overlap" | "uneven" | "nothing-to-compare";

/** A log worth fewer decisions than these is not judged by; one that is worth more was refused for its uneven weights. */
const leastEffective = 50;

/** One comparison; all of them must be passed. */
export interface Hurdle {
  /** An action for everybody, or what decided then. */
  readonly against: { readonly action: string } | "model" | "belief" | "today";
  readonly difference: NonNullable<ModelRow["againstToday"]>;
  readonly passed: boolean;
}

export function verdictOf({ proven, againstToday, effectiveSample = 0 }: ModelRow): Verdict {
  if (againstToday !== undefined) return proven ? "proven" : "not-proven";
  if (effectiveSample >= leastEffective) return "uneven";
  return effectiveSample > 0 ? "no-overlap" : "nothing-to-compare";
}

/** Every comparison of a model's verdict, what decided then first. */
export function hurdlesOf({ againstToday, againstConstants, today }: ModelRow): Hurdle[] {
  if (againstToday === undefined) return [];
  return [
    { against: today ?? "today", difference: againstToday, passed: againstToday.lower > 0 },
    ...againstConstants.map(({ action, ...difference }) => ({
      ...{ against: { action }, difference, passed: difference.lower > 0 },
    })),
  ];
}

/** Of all actions the one that does best for everybody: the model gains least over it. */
export function hardestConstant({ againstConstants }: ModelRow): ModelRow["againstConstants"][number] | undefined {
  return againstConstants.reduce<ModelRow["againstConstants"][number] | undefined>(
    (least, each) => (least === undefined || each.estimate < least.estimate ? each : least),
    undefined,
  );
}
