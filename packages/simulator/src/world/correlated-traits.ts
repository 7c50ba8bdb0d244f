import { type KeyedRandom, purposes } from "./keyed-random.ts";
import { type World, type WorldCorrelation, type WorldTrait, worldTraits } from "./world.ts";
import { WorldError } from "./world-error.ts";

/** Standard normal scores of every shopper, an array for each trait. */
export type Traits = Readonly<Record<WorldTrait, Float64Array>>;

const size = worldTraits.length;

/** Draws the latent traits of all shoppers with the world's correlations. */
export function drawTraits({ shoppers, correlations }: World, random: KeyedRandom): Traits {
  const factor = factorOfCorrelations(correlations);
  const columns = worldTraits.map(() => new Float64Array(shoppers));
  const independent = new Float64Array(size);
  for (let i = 0; i < shoppers; i++) {
    for (let t = 0; t < size; t++) independent[t] = random.normal(purposes.trait, i, 0, 2 * t);
    for (let t = 0; t < size; t++) {
      let score = 0;
      for (let s = 0; s <= t; s++) score += factor[t]![s]! * independent[s]!;
      columns[t]![i] = score;
    }
  }
  const [rate, price, deals, points, novelty, annoyance, basket, margin, returns, online] = columns;
  return {
    rate: rate!,
    price: price!,
    deals: deals!,
    points: points!,
    novelty: novelty!,
    annoyance: annoyance!,
    basket: basket!,
    margin: margin!,
    returns: returns!,
    online: online!,
  };
}

/**
 * The lower triangle whose product with its transpose is the correlation matrix (Cholesky).
 * @throws WorldError when no people can be correlated like that: the matrix is not positive definite, or a pair stands twice
 */
export function factorOfCorrelations(correlations: readonly WorldCorrelation[]): readonly (readonly number[])[] {
  const matrix = worldTraits.map((_, i) => worldTraits.map((__, j): number => (i === j ? 1 : 0)));
  correlations.forEach(({ of, with: other, correlation }, n) => {
    const [i, j] = [worldTraits.indexOf(of), worldTraits.indexOf(other)];
    if (i === j) throw new WorldError(`correlations.${n}.with`, "names the trait itself; another one is needed");
    if (matrix[i]![j] !== 0) throw new WorldError(`correlations.${n}`, `gives ${of} with ${other} a second time`);
    matrix[i]![j] = correlation;
    matrix[j]![i] = correlation;
  });
  const factor = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let left = matrix[i]![j]!;
      for (let k = 0; k < j; k++) left -= factor[i]![k]! * factor[j]![k]!;
      if (i !== j) factor[i]![j] = left / factor[j]![j]!;
      else if (left > 1e-9) factor[i]![i] = Math.sqrt(left);
      else
        throw new WorldError(
          "correlations",
          `contradict each other at "${worldTraits[i]}"; lower some of them towards 0`,
        );
    }
  }
  return factor;
}
