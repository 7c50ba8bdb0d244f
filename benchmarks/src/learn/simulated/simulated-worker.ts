import { scoreFold } from "@aftercare/evaluation/methods";
import type { OutcomeKind } from "@aftercare/learn";
import { readHillstrom } from "../data/hillstrom.ts";
import { answerJobs } from "../uplift/answer-jobs.ts";
import { drawExperiment, type EffectShape } from "./draw-experiment.ts";

/** One made-up experiment. */
export interface SimulatedJob {
  readonly kind: OutcomeKind;
  readonly shape: EffectShape;
  readonly seed: string;
}

const customers = readHillstrom().features;

/** For each method which share of what the true order of effects would gain its own order gains: 1 all, 0 as much as chance. */
answerJobs(({ kind, shape, seed }: SimulatedJob): number[] => {
  const { data, folds, effects } = drawExperiment(customers, kind, shape, seed);
  const best = gainOf(effects, effects);
  return scoreFold(data, kind, folds, 0).scores.map((scores) => gainOf(scores, effects) / best);
});

/** Covariance of the rank (equal scores share theirs) with the true effect: the area between the curve of gains and the random line. */
function gainOf(scores: Float64Array, effects: Float64Array): number {
  const order = [...scores.keys()].sort((a, b) => scores[a]! - scores[b]!);
  const middle = (order.length - 1) / 2;
  let gain = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const rank = (from + to - 1) / 2 - middle;
    for (let k = from; k < to; k++) gain += rank * effects[order[k]!]!;
    from = to;
  }
  return gain;
}
