import { LearnError } from "../../errors/index.ts";

/** What is known at one look at a running experiment: treated − control, and the standard error of it. */
export interface Look {
  readonly difference: number;
  readonly standardError: number;
}

/** The verdict at one look. */
export interface SequentialVerdict {
  /** Always valid: below 0.05 at *any* look, however many there are, with a probability of at most 5 % without an effect. */
  readonly pValue: number;
  /** Mixture likelihood ratio against "no effect" at this look. */
  readonly likelihoodRatio: number;
}

/**
 * Mixture sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis, Walsh 2022, "Always valid inference: continuous
 * monitoring of A/B tests", Operations Research): effects under the alternative are normal with mean 0 and standard deviation `tau`.
 * The likelihood ratio at a look with difference d and variance V is √(V/(V + τ²)) · exp(d²τ² / (2V(V + τ²))), and the always valid
 * p-value the least of its inverses so far. Stopping at the first p-value below alpha is a test of level alpha.
 *
 * @param looks in their order. @param tau a usual size of effect, in the unit of the difference, above 0.
 * @throws LearnError naming `looks` or `tau`.
 */
export function alwaysValidPValues(looks: readonly Look[], tau: number): SequentialVerdict[] {
  if (!(tau > 0 && Number.isFinite(tau))) throw new LearnError("tau", `is ${String(tau)}; above 0 is needed`);
  let pValue = 1;
  return looks.map(({ difference, standardError }, i) => {
    if (!Number.isFinite(difference))
      throw new LearnError("looks", `difference ${i} is ${difference}; a number is needed`);
    if (!(standardError > 0 && Number.isFinite(standardError))) {
      throw new LearnError("looks", `standard error ${i} is ${String(standardError)}; above 0 is needed`);
    }
    const variance = standardError ** 2;
    const both = variance + tau ** 2;
    const exponent = (difference ** 2 * tau ** 2) / (2 * variance * both);
    const likelihoodRatio = Math.sqrt(variance / both) * Math.exp(exponent);
    pValue = Math.min(pValue, 1 / likelihoodRatio);
    return { pValue, likelihoodRatio };
  });
}
