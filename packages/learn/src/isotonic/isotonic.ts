import { LearnError, requireFinite, requireLength, requireSome, requireWeights } from "../errors/index.ts";

/** A fitted increasing step line with straight pieces between, a plain object that survives JSON to the last bit. */
export interface IsotonicModel {
  readonly kind: "isotonic";
  readonly version: 1;
  /** Scores, strictly increasing: the ends of each level piece. */
  readonly scores: readonly number[];
  /** Fitted value at each score, never decreasing. */
  readonly values: readonly number[];
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly weight: number;
}

/**
 * Least-squares fit of a never decreasing function to outcomes by score, for calibrating a model's scores into probabilities:
 * pool adjacent violators (Ayer et al. 1955; Barlow et al. 1972; Zadrozny, Elkan 2002 for calibration). Equal scores are one
 * point with their weighted mean outcome, so the order of rows does not matter.
 *
 * @param scores one finite score a row.  @param outcomes finite, usually 0 or 1.
 * @throws LearnError naming `scores`, `outcomes` or `weights`: empty, not finite, wrong length.
 */
export function fitIsotonic(
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  weights?: ArrayLike<number>,
): IsotonicModel {
  requireSome("scores", scores);
  requireFinite("scores", scores);
  requireLength("outcomes", outcomes, scores.length, "scores");
  requireFinite("outcomes", outcomes);
  if (weights) requireWeights("weights", weights, scores.length, "scores");

  const pooled: Block[] = [];
  for (const point of pointsByScore(scores, outcomes, weights)) {
    let block = point;
    let before = pooled.at(-1);
    while (before !== undefined && before.sum * block.weight >= block.sum * before.weight) {
      pooled.pop();
      block = merge(before, block);
      before = pooled.at(-1);
    }
    pooled.push(block);
  }
  const ends = pooled.flatMap((block) => {
    const value = block.sum / block.weight;
    const left = { score: block.first, value };
    return block.first === block.last ? [left] : [left, { score: block.last, value }];
  });
  return {
    kind: "isotonic",
    version: 1,
    scores: ends.map((end) => end.score),
    values: ends.map((end) => end.value),
  };
}

/** The fitted value at a score: straight between the fitted points, level outside them. Throws LearnError if not finite. */
export function predictIsotonic(model: IsotonicModel, score: number): number {
  if (!Number.isFinite(score)) throw new LearnError("score", `is ${String(score)}; a finite number is needed`);
  const { scores, values } = model;
  let low = 0;
  let high = scores.length - 1;
  if (score <= scores[low]!) return values[low]!;
  if (score >= scores[high]!) return values[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (scores[middle]! <= score) low = middle;
    else high = middle;
  }
  const share = (score - scores[low]!) / (scores[high]! - scores[low]!);
  return values[low]! + share * (values[high]! - values[low]!);
}

function pointsByScore(scores: ArrayLike<number>, outcomes: ArrayLike<number>, weights?: ArrayLike<number>): Block[] {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const points: Block[] = [];
  for (const i of order) {
    const weight = weights ? weights[i]! : 1;
    if (weight === 0) continue;
    const point = { first: scores[i]!, last: scores[i]!, sum: weight * outcomes[i]!, weight };
    const before = points.at(-1);
    if (before?.last === point.first) points[points.length - 1] = merge(before, point);
    else points.push(point);
  }
  return points;
}

function merge(left: Block, right: Block): Block {
  return { first: left.first, last: right.last, sum: left.sum + right.sum, weight: left.weight + right.weight };
}
