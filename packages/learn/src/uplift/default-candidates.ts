import type { Learner, PurchaseLearner } from "./learner.ts";
import type { OutcomeKind } from "./treatment-data.ts";

const linear = { kind: "linear" } as const;
const boosted = { kind: "boosted" } as const;

/**
 * What `autoUplift` tries unless told otherwise, simplest first: one effect for everyone, on the outcome and on its odds, then linear,
 * pooled and boosted learners. On simulated experiments with known effects further learners (class transformation, ddr) added cost but
 * nothing to the blend; R and DR would need nested cross-fitting for a fair comparison.
 */
export function defaultCandidates(kind: OutcomeKind, twoPart: boolean): Learner[] {
  const telling: PurchaseLearner[] = [
    { learner: "S", base: linear },
    { learner: "T", base: linear },
    { learner: "pooled" },
    { learner: "S", base: boosted },
  ];
  const uniform: Learner = { learner: "constant" };
  if (kind === "binary") return [uniform, ...telling];
  const direct: Learner[] = [uniform, { learner: "T", base: linear }];
  if (!twoPart) return [...direct, { learner: "S", base: boosted }];
  return [...direct, ...telling.map((purchase) => ({ learner: "two-part", purchase }) as const)];
}

/**
 * How much each is trusted beforehand: 1 where the treatment has one effect for everyone, on the outcome or on its odds; the others share
 * 1 between them however many are tried, those that grow trees with half of what the rest have.
 */
export function priorsOf(learners: readonly Learner[]): number[] {
  const shares = learners.map((learner) => (isUniform(learner) ? 0 : isBoosted(learner) ? 0.5 : 1));
  const total = shares.reduce((sum: number, each) => sum + each, 0);
  return shares.map((share) => (share === 0 ? 1 : share / total));
}

function isUniform(learner: Learner): boolean {
  if (learner.learner === "two-part") return isUniform(learner.purchase);
  if (learner.learner === "S") return learner.base.kind === "linear" && learner.interactions !== true;
  return learner.learner === "constant";
}

function isBoosted(learner: Learner): boolean {
  if (learner.learner === "two-part") return isBoosted(learner.purchase);
  return (
    ("base" in learner && learner.base.kind === "boosted") || ("final" in learner && learner.final.kind === "boosted")
  );
}
