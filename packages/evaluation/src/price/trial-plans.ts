import { seededRandom } from "@aftercare/learn";
import type { Pricer } from "./price-learners.ts";

/** Parts of the rows for trials; with few rows more of them, so that errors are nearly those of models of all rows. */
const parts = { few: 8, many: 5 };
/** Rows up to which candidates are judged on all rows in turn; of more a part is held out once. */
const crossFitRows = 8000;
const fewPartsRows = 4000;
const heldRows = 10_000;

/** Rows to learn from and rows to tell, by position. */
export interface Plan {
  readonly fit: readonly number[];
  readonly held: readonly number[];
}

/** Which rows are told by models of which: all in turn where that is affordable, else some of them once. */
export function plansOf(train: readonly number[]): Plan[] {
  const shuffled = seededRandom("plans").shuffle([...train]);
  if (train.length > crossFitRows) {
    const count = Math.min(heldRows, Math.floor(train.length / parts.many));
    return [{ fit: shuffled.slice(count), held: shuffled.slice(0, count) }];
  }
  return inParts(shuffled, train.length > fewPartsRows ? parts.many : parts.few);
}

/** Each part is told by models of the others. */
export function inParts(rows: readonly number[], count: number): Plan[] {
  return Array.from({ length: count }, (_, part) => ({
    fit: rows.filter((_, k) => k % count !== part),
    held: rows.filter((_, k) => k % count === part),
  }));
}

/** What is told of rows that were not learned from, plan after plan. */
export function unseenOf(plans: readonly Plan[], learn: (fit: readonly number[]) => Pricer): Float64Array {
  return Float64Array.from(plans.flatMap(({ fit, held }) => [...learn(fit)(held)]));
}
