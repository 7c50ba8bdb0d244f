/** Chance of these log-odds. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** The whole number that a uniform number stands for under Poisson (by inversion, so that more uniform is never less). */
export function poissonAt(uniform: number, mean: number): number {
  let chance = Math.exp(-mean);
  let reached = chance;
  let count = 0;
  while (uniform > reached && count < 1000) {
    count++;
    chance *= mean / count;
    reached += chance;
  }
  return count;
}

/** The number of successes in `trials` that a uniform number stands for (by inversion). */
export function binomialAt(uniform: number, trials: number, chance: number): number {
  let each = (1 - chance) ** trials;
  let reached = each;
  let count = 0;
  while (uniform > reached && count < trials) {
    each *= ((trials - count) / (count + 1)) * (chance / (1 - chance));
    count++;
    reached += each;
  }
  return count;
}

/** Standard normal distribution function, to 1e-7 (Abramowitz, Stegun 1964, 7.1.26). */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}
