const fade = 0.8;

/**
 * Mean of the gaps between successive days, later ones counting more (each earlier one 0.8 of the next), shrunk towards
 * `prior` as if `strength` gaps of that length had been seen. In days, at least half a day.
 */
export function shrunkGap(days: ArrayLike<number>, prior: number, strength: number): number {
  let sum = strength * prior;
  let weights = strength;
  let weight = 1;
  for (let k = days.length - 1; k > 0; k--) {
    sum += weight * (days[k]! - days[k - 1]!);
    weights += weight;
    weight *= fade;
  }
  return Math.max(0.5, sum / weights);
}
