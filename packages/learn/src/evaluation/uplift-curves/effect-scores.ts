import { LearnError, requireFinite, requireLength } from "../../errors/index.ts";
import { requireUpliftData, type UpliftData } from "./uplift-data.ts";

/** What the doubly robust score of an effect may use beside the outcomes. */
export interface EffectScoreOptions {
  /** Probability of treatment, one for all or one a row, strictly between 0 and 1; the treated share if not given. */
  readonly propensity?: number | ArrayLike<number>;
  /** Predicted outcome of each row untreated and treated, by models that have not seen the row; the arms' means if not given. */
  readonly predicted?: { readonly control: ArrayLike<number>; readonly treated: ArrayLike<number> };
}

/**
 * Doubly robust score of each row's treatment effect: µ₁ − µ₀ + (t − e)/(e(1 − e))·(y − µₜ). Its mean over any group estimates the
 * group's average effect (Robins, Rotnitzky, Zhao 1994). Throws LearnError naming `data.…` or `options.…`.
 */
export function effectScores(data: UpliftData, options: EffectScoreOptions = {}): Float64Array {
  const { outcome, treated } = data;
  requireUpliftData(data, "data.outcome", outcome);
  const n = outcome.length;
  const { propensity = treatedShare(treated), predicted } = options;
  if (predicted) {
    requireLength("options.predicted.control", predicted.control, n, "data.outcome");
    requireFinite("options.predicted.control", predicted.control);
    requireLength("options.predicted.treated", predicted.treated, n, "data.outcome");
    requireFinite("options.predicted.treated", predicted.treated);
  }
  if (typeof propensity !== "number") requireLength("options.propensity", propensity, n, "data.outcome");
  const means = armMeans(data);
  return Float64Array.from({ length: n }, (_, i) => {
    const e = typeof propensity === "number" ? propensity : propensity[i]!;
    if (!(e > 0 && e < 1)) {
      throw new LearnError(
        "options.propensity",
        `row ${i} is ${String(e)}; a number strictly between 0 and 1 is needed`,
      );
    }
    const mu0 = predicted ? predicted.control[i]! : means[0];
    const mu1 = predicted ? predicted.treated[i]! : means[1];
    const residual = outcome[i]! - (treated[i] === 1 ? mu1 : mu0);
    return mu1 - mu0 + (treated[i] === 1 ? residual / e : -residual / (1 - e));
  });
}

function treatedShare(treated: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < treated.length; i++) count += treated[i]!;
  return count / treated.length;
}

function armMeans({ outcome, treated }: UpliftData): [number, number] {
  const sums: [number, number] = [0, 0];
  const counts: [number, number] = [0, 0];
  for (let i = 0; i < outcome.length; i++) {
    const arm = treated[i] === 1 ? 1 : 0;
    sums[arm] += outcome[i]!;
    counts[arm]++;
  }
  return [sums[0] / counts[0], sums[1] / counts[1]];
}
