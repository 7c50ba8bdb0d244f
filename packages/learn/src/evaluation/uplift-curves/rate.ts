import quantile from "@stdlib/stats-base-dists-normal-quantile";
import {
  LearnError,
  requireFinite,
  requireLength,
  requireLevel,
  requireSome,
  requireWhole,
} from "../../errors/index.ts";
import { seededRandom } from "../../random/index.ts";
import { effectScores } from "./effect-scores.ts";
import { type RankedRows, rankRows } from "./ranked-rows.ts";
import type { RankingStatistic } from "./ranking-statistic.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/** How a rank-weighted average treatment effect is taken. */
export interface RateOptions {
  /** "autoc" weighs every top share alike and so looks at the very top; "qini" weighs by the share itself. */
  readonly weighting?: "autoc" | "qini";
  /** Half-samples for the standard error; 200 if not given. */
  readonly replicates?: number;
  readonly seed?: string | number;
  /** Of the interval; 0.95 if not given. */
  readonly level?: number;
}

/** A rank-weighted average treatment effect in units of the effect scores; 0 for a ranking that knows nothing. */
export interface Rate {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Rank-weighted average treatment effect (Yadlowsky, Fleming, Shah, Brunskill, Wager 2025, "Evaluating treatment prioritization
 * rules via rank-weighted average treatment effects", JASA): the mean over top shares of how much more the treatment does in the
 * best-ranked share than in everyone. Standard error by half-sampling without replacement, as the paper and R's grf do.
 *
 * @param effects doubly robust score of each row's effect, see {@link effectScores}.
 * @param priorities score by which rows would be treated, from models that have not seen the rows; ties share their mean effect.
 * @throws LearnError naming the argument.
 */
export function rate(effects: ArrayLike<number>, priorities: ArrayLike<number>, options: RateOptions = {}): Rate {
  const { weighting = "autoc", replicates = 200, seed = "rate", level = 0.95 } = options;
  requireSome("effects", effects);
  requireFinite("effects", effects);
  requireLength("priorities", priorities, effects.length, "effects");
  requireFinite("priorities", priorities);
  requireWhole("options.replicates", replicates, 2);
  requireLevel("options.level", level);
  if (effects.length < 4) throw new LearnError("effects", `has ${effects.length} entries; at least 4 are needed`);
  const ranked = rankRows(priorities);
  const estimate = rankWeighted(effects, ranked, weighting);
  const random = seededRandom(seed);
  const rows = Array.from({ length: effects.length }, (_, i) => i);
  const half = Math.floor(rows.length / 2);
  let sum = 0;
  let squares = 0;
  for (let b = 0; b < replicates; b++) {
    const taken = new Uint8Array(rows.length);
    // The first half of a partial Fisher–Yates shuffle is a uniform sample, whatever order the last one left behind.
    for (let i = 0; i < half; i++) {
      const j = i + random.int(rows.length - i);
      const held = rows[i]!;
      rows[i] = rows[j]!;
      rows[j] = held;
      taken[rows[i]!] = 1;
    }
    const each = rankWeighted(effects, ranked, weighting, taken) - estimate;
    sum += each;
    squares += each * each;
  }
  const standardError = Math.sqrt((squares - (sum * sum) / replicates) / (replicates - 1));
  const margin = quantile((1 + level) / 2, 0, 1) * standardError;
  return { estimate, standardError, lower: estimate - margin, upper: estimate + margin };
}

/** AUTOC of a ranking in a randomised experiment, prepared for evaluation under many weights. */
export function autocStatistic(data: UpliftData, scores: ArrayLike<number>): RankingStatistic {
  requireUpliftData(data, "scores", scores);
  const effects = effectScores(data);
  const ranked = rankRows(scores);
  return (weights) => rankWeighted(effects, ranked, "autoc", weights);
}

function rankWeighted(
  effects: ArrayLike<number>,
  { order, ends }: RankedRows,
  weighting: "autoc" | "qini",
  weights?: ArrayLike<number>,
): number {
  let rows = 0;
  let sum = 0;
  let ofMeans = 0;
  let ofSums = 0;
  let start = 0;
  for (let g = 0; g < ends.length; g++) {
    const end = ends[g]!;
    let groupRows = 0;
    let groupSum = 0;
    for (let k = start; k < end; k++) {
      const i = order[k]!;
      const weight = weights ? weights[i]! : 1;
      groupRows += weight;
      groupSum += weight * effects[i]!;
    }
    start = end;
    const mean = groupRows > 0 ? groupSum / groupRows : 0;
    for (let k = 0; k < groupRows; k++) {
      rows++;
      sum += mean;
      ofMeans += sum / rows;
      ofSums += sum;
    }
  }
  const average = sum / rows;
  // Σ over shares k/n of (mean of the best k − average), plain or times k/n, divided by n.
  return weighting === "autoc"
    ? ofMeans / rows - average
    : (ofSums - (average * rows * (rows + 1)) / 2) / (rows * rows);
}
