/** Probability = 1 / (1 + exp(−(slope × score + intercept))). */
export interface PlattScale {
  readonly slope: number;
  readonly intercept: number;
}

const rounds = 25;

/** Logistic regression of outcomes on one score (Platt 1999), by Newton's method; a little shrinkage keeps it finite where classes part. */
export function fitPlattScale(scores: ArrayLike<number>, outcomes: ArrayLike<number>): PlattScale {
  let [slope, intercept] = [1, 0];
  for (let round = 0; round < rounds; round++) {
    let [s0, s1, h00, h01, h11] = [-1e-3 * intercept, 1e-3 * (1 - slope), 1e-3, 0, 1e-3];
    for (let i = 0; i < scores.length; i++) {
      const p = 1 / (1 + Math.exp(-(slope * scores[i]! + intercept)));
      const miss = outcomes[i]! - p;
      const bend = p * (1 - p);
      s0 += miss;
      s1 += miss * scores[i]!;
      h00 += bend;
      h01 += bend * scores[i]!;
      h11 += bend * scores[i]! ** 2;
    }
    const size = h00 * h11 - h01 * h01;
    const up = limited((h11 * s0 - h01 * s1) / size);
    const turn = limited((h00 * s1 - h01 * s0) / size);
    intercept += up;
    slope += turn;
    if (Math.abs(up) + Math.abs(turn) < 1e-8) break;
  }
  return { slope, intercept };
}

/** The intercept that makes the mean probability of these scores a given one, by bisection. */
export function anchorIntercept(scores: ArrayLike<number>, slope: number, mean: number): number {
  let [low, high] = [-30, 30];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (let i = 0; i < scores.length; i++) sum += 1 / (1 + Math.exp(-(slope * scores[i]! + middle)));
    if (sum < mean * scores.length) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function limited(step: number): number {
  return Number.isFinite(step) ? Math.max(-3, Math.min(3, step)) : 0;
}
