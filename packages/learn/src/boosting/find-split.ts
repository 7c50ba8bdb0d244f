import type { ColumnBins } from "./bin-edges.ts";
import type { GrowthSettings } from "./boosting-options.ts";
import type { FixedPoint } from "./fixed-point.ts";

/** Sums over the rows of a node, in fixed point, and the limits that monotone ancestors put on its value. */
export interface NodeSums {
  readonly gradient: number;
  readonly packed: number;
  readonly lower: number;
  readonly upper: number;
}

/** The best split found so far. */
export interface Candidate {
  gain: number;
  column: number;
  /** The last bin of numbers that goes left. */
  bin: number;
  missingLeft: number;
  /** Sums of the left side. */
  gradient: number;
  packed: number;
  /** 1 for each bin that goes left, where categories decide. */
  readonly leftBins: Uint8Array;
}

/** Where a search begins: nothing found, and only gains above this count. */
export function noCandidate(minGain: number): Candidate {
  return { gain: minGain, column: -1, bin: -1, missingLeft: 0, gradient: 0, packed: 0, leftBins: new Uint8Array(256) };
}

/** What splitting goes by. */
export interface SplitRules {
  readonly settings: GrowthSettings;
  readonly units: FixedPoint;
}

/** Gains below this share of the sides' own scores are rounding. */
const ROUNDING = 1e-12;

/** Rows in a packed sum. */
export function countOf(packed: number, { countSpan }: FixedPoint): number {
  return packed - Math.floor(packed / countSpan) * countSpan;
}

/** Second derivatives in a packed sum. */
export function hessianOf(packed: number, { countSpan, hessianUnit }: FixedPoint): number {
  return Math.floor(packed / countSpan) * hessianUnit;
}

/** The value that lowers the loss most by its second-order expansion, within the node's limits. */
export function bestValue(gradient: number, hessian: number, l2: number, lower: number, upper: number): number {
  const value = -gradient / (hessian + l2);
  return Math.min(upper, Math.max(lower, value));
}

/** Twice what {@link bestValue} takes off the loss; G² / (H + l2) where no limit binds (Chen, Guestrin 2016, eq. 6). */
function score(gradient: number, hessian: number, l2: number, lower: number, upper: number): number {
  const value = bestValue(gradient, hessian, l2, lower, upper);
  return -(2 * gradient + (hessian + l2) * value) * value;
}

/** Looks through the splits of a column of numbers, missing values on either side, and keeps the best in `best`. */
export function considerNumbers(
  best: Candidate,
  node: NodeSums,
  histogram: Float64Array,
  offset: number,
  column: number,
  bins: ColumnBins,
  rules: SplitRules,
): void {
  const missingAt = 2 * (offset + bins.missing);
  const missing = bins.missing >= 0 ? histogram[missingAt + 1]! : 0;
  scan(best, node, histogram, offset, column, missing > 0 ? bins.present : bins.present - 1, 0, 0, 0, rules);
  if (missing > 0) {
    scan(best, node, histogram, offset, column, bins.present - 1, 1, histogram[missingAt]!, missing, rules);
  } else if (best.column === column) {
    // Nobody knows where missing values belong: with the larger side.
    best.missingLeft = 2 * countOf(best.packed, rules.units) >= countOf(node.packed, rules.units) ? 1 : 0;
  }
}

function scan(
  best: Candidate,
  node: NodeSums,
  histogram: Float64Array,
  offset: number,
  column: number,
  last: number,
  missingLeft: number,
  gradientSoFar: number,
  packedSoFar: number,
  { settings, units }: SplitRules,
): void {
  const { minLeaf, minHessian, l2 } = settings;
  const { gradientUnit, hessianUnit, countSpan } = units;
  const { lower, upper } = node;
  const sign = settings.monotone[column]!;
  const perSpan = 1 / countSpan;
  const allHessian = Math.floor(node.packed * perSpan);
  const allCount = node.packed - allHessian * countSpan;
  const ownScore = score(node.gradient * gradientUnit, allHessian * hessianUnit, l2, lower, upper);
  let gradient = gradientSoFar;
  let packed = packedSoFar;
  for (let bin = 0; bin < last; bin++) {
    const at = 2 * (offset + bin);
    if (histogram[at + 1] === 0) continue;
    gradient += histogram[at]!;
    packed += histogram[at + 1]!;
    const hessian = Math.floor(packed * perSpan);
    const count = packed - hessian * countSpan;
    if (count < minLeaf) continue;
    if (allCount - count < minLeaf) break;
    const h = hessian * hessianUnit;
    const hOther = (allHessian - hessian) * hessianUnit;
    if (h < minHessian || hOther < minHessian) continue;
    const g = gradient * gradientUnit;
    const gOther = (node.gradient - gradient) * gradientUnit;
    if (sign !== 0 && sign * (bestValue(gOther, hOther, l2, lower, upper) - bestValue(g, h, l2, lower, upper)) < 0)
      continue;
    const sides = score(g, h, l2, lower, upper) + score(gOther, hOther, l2, lower, upper);
    const gain = comparable(sides - ownScore);
    if (gain > best.gain && gain > ROUNDING * sides) {
      best.gain = gain;
      best.column = column;
      best.bin = bin;
      best.missingLeft = missingLeft;
      best.gradient = gradient;
      best.packed = packed;
    }
  }
}

/**
 * Looks through the splits of a column of categories: ordered by mean gradient they need only be cut once (Fisher 1958, "On
 * grouping for maximum homogeneity"). Missing values, and categories without a bin, are a category of their own.
 */
export function considerCategories(
  best: Candidate,
  node: NodeSums,
  histogram: Float64Array,
  offset: number,
  column: number,
  bins: ColumnBins,
  { settings, units }: SplitRules,
): void {
  const { minLeaf, minHessian, categoryL2 } = settings;
  const { gradientUnit, lower, upper } = { ...units, ...node };
  const l2 = settings.l2 + categoryL2;
  const filled: number[] = [];
  const means = new Float64Array(256);
  const total = bins.missing < 0 ? bins.present : bins.missing + 1;
  for (let bin = 0; bin < total; bin++) {
    const packed = histogram[2 * (offset + bin) + 1]!;
    if (packed === 0) continue;
    means[bin] = (histogram[2 * (offset + bin)]! * gradientUnit) / (hessianOf(packed, units) + l2);
    filled.push(bin);
  }
  filled.sort((a, b) => means[a]! - means[b]! || a - b);
  const allHessian = hessianOf(node.packed, units);
  const allCount = countOf(node.packed, units);
  const ownScore = score(node.gradient * gradientUnit, allHessian, settings.l2, lower, upper);
  let gradient = 0;
  let packed = 0;
  let cut = -1;
  for (let k = 0; k < filled.length - 1; k++) {
    const at = 2 * (offset + filled[k]!);
    gradient += histogram[at]!;
    packed += histogram[at + 1]!;
    const count = countOf(packed, units);
    if (count < minLeaf || allCount - count < minLeaf) continue;
    const hessian = hessianOf(packed, units);
    if (hessian < minHessian || allHessian - hessian < minHessian) continue;
    const sides =
      score(gradient * gradientUnit, hessian, l2, lower, upper) +
      score((node.gradient - gradient) * gradientUnit, allHessian - hessian, l2, lower, upper);
    const gain = comparable(sides - ownScore);
    if (gain > best.gain && gain > ROUNDING * sides) {
      Object.assign(best, { gain, column, bin: -1, gradient, packed });
      cut = k;
    }
  }
  if (cut < 0) return;
  best.leftBins.fill(0);
  for (const bin of filled.slice(0, cut + 1)) best.leftBins[bin] = 1;
  const missingSeen = bins.missing >= 0 && histogram[2 * (offset + bins.missing) + 1]! > 0;
  const leftIsLarger = 2 * countOf(best.packed, units) >= allCount;
  best.missingLeft = missingSeen ? best.leftBins[bins.missing]! : leftIsLarger ? 1 : 0;
  // Bins that this node has not seen go the way of missing values, as unknown categories will.
  for (let bin = 0; bin < 256; bin++) {
    const seen = bin < total && histogram[2 * (offset + bin) + 1]! > 0;
    if (!seen) best.leftBins[bin] = best.missingLeft;
  }
}

/**
 * A gain rounded to 24 significant bits: splits that gain the same but for rounding are a tie, and the first of them is taken. Otherwise a
 * row of weight 2 and the same row twice could grow different trees. A tolerance would not do: it is not transitive, so that the choice
 * would hang on how columns are dealt to threads. A single-precision number would not either: its range is too small.
 * Source: Dekker 1971, "A floating-point technique for extending the available precision" (Veltkamp's splitting).
 */
function comparable(gain: number): number {
  const wide = gain * (2 ** 29 + 1);
  return wide - (wide - gain);
}
