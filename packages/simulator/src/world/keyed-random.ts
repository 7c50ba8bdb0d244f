import { seededRandom } from "@aftercare/learn";

/** What a number is drawn for; numbers of two purposes have nothing to do with each other. */
export const purposes = { trait: 1, life: 2, moment: 3, store: 4 } as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

/**
 * Uniform numbers that have an address: the same seed, purpose, shopper, moment number and draw always give the same number, in
 * whatever order they are asked for. A stream would not do: a policy that makes one shopper buy once more would move every later
 * number, and two policies could no longer be compared shopper by shopper (common random numbers).
 */
export interface KeyedRandom {
  /** Uniform on (0, 1), of 32 bits. */
  uniform(purpose: Purpose, subject: number, count: number, draw: number): number;
  /** Standard normal (Box, Muller 1958); takes the draws `draw` and `draw + 1`. */
  normal(purpose: Purpose, subject: number, count: number, draw: number): number;
}

export function keyedRandom(seed: string | number): KeyedRandom {
  const random = seededRandom(seed);
  const [a, b, c] = [random.int(2 ** 32), random.int(2 ** 32), random.int(2 ** 32)] as const;
  const uniform = (purpose: Purpose, subject: number, count: number, draw: number): number => {
    let h = mixed(a ^ Math.imul(subject + 1, 0x9e3779b1));
    h = mixed((h + b) ^ Math.imul(count + 1, 0x85ebca77));
    h = mixed((h + c) ^ Math.imul(draw * 8 + purpose, 0xc2b2ae3d));
    return ((h >>> 0) + 0.5) / 2 ** 32;
  };
  return {
    uniform,
    normal: (purpose, subject, count, draw) =>
      Math.sqrt(-2 * Math.log(uniform(purpose, subject, count, draw))) *
      Math.cos(2 * Math.PI * uniform(purpose, subject, count, draw + 1)),
  };
}

/** The finaliser of MurmurHash3 (Appleby 2011): every bit of the word moves every bit of the result. */
function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
