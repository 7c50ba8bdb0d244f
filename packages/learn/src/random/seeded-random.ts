import { sha256 } from "@noble/hashes/sha2.js";
import { LearnError, requireWhole } from "../errors/index.ts";
import { xoshiro128 } from "./xoshiro128.ts";

/** A stream of random numbers that its seed determines wholly. Not for secrets: the state can be worked out from the output. */
export interface SeededRandom {
  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  next(): number;
  /** A uniform whole number from 0 to `n − 1`, without modulo bias; `n` from 1 to 2³². */
  int(n: number): number;
  /** Shuffles in place (Fisher–Yates), every order equally likely, and returns the same array. */
  shuffle<Item>(items: Item[]): Item[];
}

/**
 * A generator for this seed: xoshiro128** started from the first 16 bytes of SHA-256 of the seed's text, so that neighbouring
 * seeds ("fold-1", "fold-2") give unrelated streams. The number 7 and the text "7" are one seed.
 * Throws {@link LearnError} for a number that is not finite.
 */
export function seededRandom(seed: string | number): SeededRandom {
  if (typeof seed === "number" && !Number.isFinite(seed)) {
    throw new LearnError("seed", `is ${seed}; a finite number or a text is needed`);
  }
  const digest = sha256(new TextEncoder().encode(String(seed)));
  const words = new DataView(digest.buffer, digest.byteOffset, 16);
  const nextWord = xoshiro128([words.getUint32(0), words.getUint32(4), words.getUint32(8), words.getUint32(12)]);
  const int = (n: number): number => {
    requireWhole("n", n, 1);
    if (n > 2 ** 32) throw new LearnError("n", `is ${n}; at most 2³² is possible`);
    const limit = 2 ** 32 - (2 ** 32 % n);
    let word = nextWord();
    while (word >= limit) word = nextWord();
    return word % n;
  };
  return {
    next: () => ((nextWord() >>> 5) * 2 ** 26 + (nextWord() >>> 6)) / 2 ** 53,
    int,
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1);
        const held = items[i]!;
        items[i] = items[j]!;
        items[j] = held;
      }
      return items;
    },
  };
}
