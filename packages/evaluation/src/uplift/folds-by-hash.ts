import { hashToUnit } from "@aftercare/learn";

const folds = 5;

/** Five folds by a hash of the row's line, from 0. Another seed gives other folds. */
export function foldsByHash(lines: ArrayLike<number>, seed: string): Uint16Array {
  const suffix = seed === "1" ? "" : ` ${seed}`;
  return Uint16Array.from(lines, (line) => Math.floor(hashToUnit(`fold ${line}${suffix}`) * folds));
}
