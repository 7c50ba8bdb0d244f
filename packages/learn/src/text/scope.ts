import { type BlendWeights, blended, PLAIN } from "./blend.ts";
import type { Evidence } from "./evidence.ts";

/** Intents from which on leaving one out says something about how the regression takes a message of none of them. */
const ENOUGH_INTENTS = 3;

/**
 * What tells a message that belongs to no intent: how near the nearest example is, how much of the wording is known, how long it is;
 * how sure the blend is, how much all intents together speak up (energy: Liu et al. 2020, "Energy-based out-of-distribution
 * detection") and how near the nearest example of the likeliest intent is; and, where there are examples outside of all intents, how
 * much that class outweighs the others in the regression and among the examples. With two intents the middle group says nothing:
 * either of them left out leaves a single one, of which one is always sure.
 *
 * @param intents how many there are in the whole; the evidence may come from a model that left some out.
 */
export function scopeSigns(evidence: Evidence, weights: BlendWeights, intents: number): number[] {
  const known = evidence.intents;
  let near = 0;
  for (let k = 0; k < known; k++) near = Math.max(near, evidence.nearest[k]!);
  const signs = [near, evidence.read.known, Math.log1p(evidence.read.length)];
  const [, energy] = blended(evidence, PLAIN);
  if (intents >= ENOUGH_INTENTS) {
    const [probabilities] = blended(evidence, weights);
    const top = largest(probabilities);
    const sure = probabilities[top]!;
    signs.push(Math.log(Math.max(sure, 1e-9) / Math.max(1 - sure, 1e-9)), energy, evidence.nearest[top]!);
  }
  if (evidence.scores.length > known) {
    signs.push(evidence.scores[known]! - energy, evidence.nearest[known]! - near);
  }
  return signs;
}

/** Position of the largest value, the first of several. */
export function largest(values: ArrayLike<number>): number {
  let top = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[top]!) top = k;
  return top;
}
