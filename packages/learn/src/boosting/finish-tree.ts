import type { BoostingTree } from "./boosting-model.ts";
import type { Candidate } from "./find-split.ts";
import { countOf } from "./find-split.ts";
import { fixedPoint } from "./fixed-point.ts";
import { type GrownNode, type Growth, newtonStep } from "./grow-tree.ts";
import { leafQuantiles } from "./leaf-quantiles.ts";
import { orderedValues } from "./ordered-values.ts";
import { binsToTheLeft } from "./partition-rows.ts";

/**
 * Gives the leaves of a grown tree their values, adds them to the scores of this rank's rows (as many as `own`, those left out of
 * the tree at the end of the first list), and returns the tree.
 */
export function finishTree(growth: Growth, nodes: readonly GrownNode[], own: number): BoostingTree {
  const { space, settings, lists } = growth;
  const cover = coverOf(growth, nodes);
  const value = valuesOf(growth, nodes, cover).map((each) => each * settings.learningRate);
  for (const [n, node] of nodes.entries()) {
    if (node.split) continue;
    const rows = lists[node.list];
    for (let k = node.from; k < node.to; k++) space.raw[rows[k]!]! += value[n]!;
  }
  if (growth.rows < own) addToRows(growth, nodes, value, lists[0].subarray(growth.rows, own));
  return {
    column: nodes.map(({ split }) => split?.column ?? -1),
    threshold: nodes.map(({ split }) => thresholdOf(growth, split)),
    missingLeft: nodes.map(({ split }) => split?.missingLeft ?? 0),
    categories: nodes.map(({ split }) => categoriesOf(growth, split)),
    left: nodes.map(({ left }) => left),
    right: nodes.map(({ right }) => right),
    value,
    cover,
  };
}

/** The node's weights: counts where all weigh the same, otherwise sums of fixed-point weights over all ranks. */
function coverOf({ space, settings, team, units, lists }: Growth, nodes: readonly GrownNode[]): number[] {
  const { weights, leafWeights } = space;
  if (weights === undefined) return nodes.map((node) => countOf(node.packed, units));
  const unit = fixedPoint(space.activeRows, space.maxWeight, 1).gradientUnit;
  const leaves = nodes.flatMap((node, n) => (node.split ? [] : [n]));
  for (const [leaf, n] of leaves.entries()) {
    const { list, from, to } = nodes[n]!;
    const rows = lists[list];
    let sum = 0;
    for (let k = from; k < to; k++) sum += Math.max(1, Math.round(weights[rows[k]!]! / unit));
    leafWeights[team.rank * settings.maxLeaves + leaf] = sum;
  }
  team.barrier();
  const cover = nodes.map(() => 0);
  for (const [leaf, n] of leaves.entries()) {
    for (let rank = 0; rank < team.size; rank++) cover[n]! += leafWeights[rank * settings.maxLeaves + leaf]! * unit;
  }
  for (let n = nodes.length - 1; n >= 0; n--) {
    const { split, left, right } = nodes[n]!;
    if (split) cover[n] = cover[left]! + cover[right]!;
  }
  return cover;
}

function valuesOf(growth: Growth, nodes: readonly GrownNode[], cover: readonly number[]): number[] {
  const { loss, l2, monotone } = growth.settings;
  if (typeof loss === "object") {
    // The derivatives of the pinball loss know no distance: a leaf's step is the quantile of its residuals, shrunk like a mean.
    const quantiles = leafQuantiles(growth, nodes, loss.quantile);
    const shrunk = quantiles.map((value, n) => (value * cover[n]!) / (cover[n]! + l2));
    return monotone.some((sign) => sign !== 0) ? orderedValues(nodes, shrunk, cover, monotone) : shrunk;
  }
  return nodes.map((node) => {
    if (node.split) return 0;
    const value = newtonStep(growth, node);
    // A Newton step up overshoots where the rate is far too low; without l2 the logarithm is the very optimum.
    return loss === "poisson" && value > 0 ? Math.log1p(value) : value;
  });
}

function addToRows({ space }: Growth, nodes: readonly GrownNode[], value: readonly number[], rows: Uint32Array): void {
  const lefts = nodes.map(({ split }) => (split ? binsToTheLeft(space, split) : null));
  for (const row of rows) {
    let n = 0;
    for (let left = lefts[0]; left; left = lefts[n]) {
      const node = nodes[n]!;
      n = left[space.binned.byRow[row * space.x.columns + node.split!.column]!] ? node.left : node.right;
    }
    space.raw[row]! += value[n]!;
  }
}

function thresholdOf({ space }: Growth, split: Candidate | null): number {
  if (!split || split.bin < 0) return 0;
  // Past the last edge every number goes left and only missing values right; infinity would not survive JSON.
  return space.columns[split.column]!.edges[split.bin] ?? Number.MAX_VALUE;
}

function categoriesOf({ space }: Growth, split: Candidate | null): number[] | null {
  const categories = split && space.columns[split.column]!.categories;
  if (!categories) return null;
  return [...categories].filter((_, bin) => split.leftBins[bin] !== split.missingLeft);
}
