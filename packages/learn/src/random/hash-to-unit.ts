import { sha256 } from "@noble/hashes/sha2.js";

/**
 * A stable place in [0, 1) for a text: the first eight hexadecimal digits of its SHA-256 (UTF-8) as a number, divided by 2³².
 * The same text has the same place in every process and language, so it can assign holdouts and data splits for ever.
 */
export function hashToUnit(text: string): number {
  const digest = sha256(new TextEncoder().encode(text));
  return new DataView(digest.buffer, digest.byteOffset, 4).getUint32(0) / 2 ** 32;
}
