import cdf from "@stdlib/stats-base-dists-normal-cdf";
import type { CausalTree } from "./causal-forest-model.ts";

/** The forest's estimate at a row: effect, main effect, mean residual treatment and its variance. */
export interface LocalEstimate {
  readonly effect: number;
  readonly main: number;
  readonly treatment: number;
  readonly information: number;
}

/**
 * Sampling variance of the effect at a row by the bootstrap of little bags (Sexton, Laake 2009; Athey, Tibshirani, Wager 2019, section
 * 4.1): the variance between pairs of trees, which see different halves of the rows, less what the few trees of a pair add
 * to it. That difference can fall below zero; instead of cutting it there, its posterior mean under a flat prior on
 * positive numbers is taken.
 */
export function bagVariance(trees: readonly CausalTree[], leaves: Int32Array, local: LocalEstimate): number {
  const { effect, main, treatment, information } = local;
  let between = 0;
  let total = 0;
  let bags = 0;
  for (let t = 0; t + 1 < trees.length; t += 2) {
    let sum = 0;
    let squares = 0;
    let reached = 0;
    for (let k = t; k < t + 2; k++) {
      const { moments, rows } = trees[k]!;
      const leaf = leaves[k]!;
      if (rows[leaf] === 0) continue;
      const place = leaf * 4;
      // Slopes of the local least-squares problem at the forest's estimate, turned into their pull on the effect.
      const slope = moments[place + 2]! - effect * moments[place + 3]! - main * moments[place]!;
      const level = moments[place + 1]! - effect * moments[place]! - main;
      const pull = (slope - treatment * level) / information;
      sum += pull;
      squares += pull * pull;
      reached++;
    }
    if (reached < 2) continue;
    between += (sum / 2) ** 2;
    total += squares / 2;
    bags++;
  }
  if (bags === 0) return Number.POSITIVE_INFINITY;
  between /= bags;
  total /= bags;
  return positivePart(between, total - between, bags);
}

function positivePart(between: number, within: number, bags: number): number {
  const estimate = between - within;
  const error = Math.max(between, within) * Math.sqrt(2 / bags);
  if (!(error > 0)) return 0;
  const ratio = estimate / error;
  const density = Math.exp(-(ratio * ratio) / 2) / Math.sqrt(2 * Math.PI);
  const above = cdf(ratio, 0, 1);
  return above > 1e-300 ? estimate + (error * density) / above : 0;
}
