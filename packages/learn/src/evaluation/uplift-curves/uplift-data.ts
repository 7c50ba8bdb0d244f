import { LearnError, requireFinite, requireLength, requireSome } from "../../errors/index.ts";

/** What happened to each row of an experiment with one treatment. */
export interface UpliftData {
  /** 0 or 1, or any finite number (spend, margin). */
  readonly outcome: ArrayLike<number>;
  /** 1 for treated rows, 0 for control rows; both must occur. */
  readonly treated: ArrayLike<number>;
}

/** Throws LearnError unless there are rows of both arms, one finite outcome and one finite score each. */
export function requireUpliftData({ outcome, treated }: UpliftData, name: string, scores: ArrayLike<number>): void {
  requireSome("data.outcome", outcome);
  requireFinite("data.outcome", outcome);
  requireLength("data.treated", treated, outcome.length, "data.outcome");
  requireArms(treated);
  requireLength(name, scores, outcome.length, "data.outcome");
  requireFinite(name, scores);
}

function requireArms(treated: ArrayLike<number>): void {
  let count = 0;
  for (let i = 0; i < treated.length; i++) {
    if (treated[i] !== 0 && treated[i] !== 1) {
      throw new LearnError("data.treated", `row ${i} is ${String(treated[i])}; only 0 and 1 are accepted`);
    }
    count += treated[i]!;
  }
  if (count === 0) throw new LearnError("data.treated", "no row is treated; rows of both arms are needed");
  if (count === treated.length)
    throw new LearnError("data.treated", "every row is treated; rows of both arms are needed");
}
