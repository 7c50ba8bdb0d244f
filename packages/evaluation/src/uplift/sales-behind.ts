import { type Economics, marginsOf, type TreatmentData } from "@aftercare/learn";

/** An amount that so many rows of an arm share is what the arm has when nothing is sold. */
const leastShare = 0.1;

/**
 * The sales behind outcomes that are margins: where each arm's least outcome is shared by many of its rows, and is not 0 in every arm, it
 * is the contact that was paid for in vain, and what exceeds it was sold. So a model of whether anything is sold, times how much, can
 * be learned. Undefined where outcomes are not of this form.
 */
export function salesBehind(
  train: TreatmentData,
  arms: number,
): { readonly sales: TreatmentData; readonly economics: Economics } | undefined {
  const { treatment, outcome } = train;
  const least = new Array<number>(arms).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < outcome.length; i++) least[treatment[i]!] = Math.min(least[treatment[i]!]!, outcome[i]!);
  const counts = new Float64Array(arms);
  const atLeast = new Float64Array(arms);
  for (let i = 0; i < outcome.length; i++) {
    counts[treatment[i]!]! += 1;
    if (outcome[i] === least[treatment[i]!]) atLeast[treatment[i]!]! += 1;
  }
  const shared = atLeast.every((count, arm) => count >= leastShare * counts[arm]! && count < counts[arm]!);
  if (!shared || least.every((each) => each === 0)) return undefined;
  const contact = least.map((each) => (each === 0 ? 0 : -each));
  const economics = { rate: contact.map(() => 1), contact };
  const costs = marginsOf({ rate: contact.map(() => 0), contact }, outcome, treatment);
  const sales = Float64Array.from(outcome, (margin, i) => margin - costs[i]!);
  return { sales: { ...train, outcome: sales }, economics };
}

/** Whether outcomes are amounts of 0 or more of which many are 0. */
export function areAmounts(outcome: ArrayLike<number>): boolean {
  let zeros = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (outcome[i]! < 0) return false;
    if (outcome[i] === 0) zeros++;
  }
  return zeros > leastShare * outcome.length && zeros < outcome.length;
}
