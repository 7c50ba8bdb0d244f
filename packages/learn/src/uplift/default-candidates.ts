import type { Learner } from "./learner.ts";
import type { OutcomeKind } from "./treatment-data.ts";

const linear = { kind: "linear" } as const;
const boosted = { kind: "boosted" } as const;

/**
 * What `autoUplift` tries unless told otherwise, simplest first: one effect for everyone, linear learners of every build, and two
 * boosted ones. Forests and boosted final stages are left out: they cost much and overfit faint effects.
 */
export function defaultCandidates(kind: OutcomeKind, twoPart: boolean): Learner[] {
  const common: Learner[] = [
    { learner: "constant" },
    { learner: "S", base: linear },
    { learner: "T", base: linear },
    { learner: "ddr", base: linear },
    { learner: "DR", base: linear, final: linear },
  ];
  if (kind === "binary") {
    const ofClasses: Learner[] = [{ learner: "pooled" }, { learner: "class-transformation", base: linear }];
    return [...common, ...ofClasses, { learner: "S", base: boosted }, { learner: "ddr", base: boosted }];
  }
  if (!twoPart) return [...common, { learner: "S", base: boosted }];
  return [
    ...common,
    { learner: "two-part", purchase: { learner: "S", base: linear } },
    { learner: "two-part", purchase: { learner: "pooled" } },
    { learner: "two-part", purchase: { learner: "S", base: boosted } },
  ];
}

/** Whether a learner grows trees somewhere. */
export function isBoosted(learner: Learner): boolean {
  if (learner.learner === "two-part") return isBoosted(learner.purchase);
  return (
    ("base" in learner && learner.base.kind === "boosted") || ("final" in learner && learner.final.kind === "boosted")
  );
}
