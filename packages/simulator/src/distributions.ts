import type { SeededRandom } from "@aftercare/learn";

/** True with the given probability. */
export function chance(random: SeededRandom, probability: number): boolean {
  return random.next() < probability;
}

export function between(random: SeededRandom, low: number, high: number): number {
  return low + (high - low) * random.next();
}

export function pick<Item>(random: SeededRandom, items: readonly Item[]): Item {
  return items[random.int(items.length)]!;
}

/** One item, each with a chance in proportion to its weight. */
export function pickWeighted<Item>(
  random: SeededRandom,
  items: readonly Item[],
  weightOf: (item: Item) => number,
): Item {
  let left = random.next() * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return items[items.length - 1]!;
}

/** Waiting time of a Poisson process: exponential with this mean. */
export function exponential(random: SeededRandom, mean: number): number {
  return -mean * Math.log(1 - random.next());
}

/** Standard normal (Box, Muller 1958). */
export function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Gamma with this shape and mean (Marsaglia, Tsang 2000, "A simple method for generating gamma variables"). */
export function gamma(random: SeededRandom, shape: number, mean: number): number {
  if (shape < 1) return gamma(random, shape + 1, (mean * (shape + 1)) / shape) * random.next() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return (d * v * mean) / shape;
  }
}
