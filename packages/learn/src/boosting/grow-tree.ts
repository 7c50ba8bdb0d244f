import type { GrowthSettings } from "./boosting-options.ts";
import {
  bestValue,
  type Candidate,
  considerCategories,
  considerNumbers,
  countOf,
  hessianOf,
  type NodeSums,
  noCandidate,
} from "./find-split.ts";
import type { FixedPoint } from "./fixed-point.ts";
import { countNode, ownColumns, rootSums, subtractSibling, sumParts } from "./node-histograms.ts";
import { partitionRows } from "./partition-rows.ts";
import type { Team } from "./team.ts";
import { CANDIDATE, type Workspace } from "./workspace.ts";

/** A node of a tree that grows, with the place of this rank's rows in it. */
export interface GrownNode extends NodeSums {
  readonly depth: number;
  /** Which of the two row lists holds the rows, and from where to where. */
  readonly list: 0 | 1;
  readonly from: number;
  readonly to: number;
  /** Where its histogram is. */
  slot: number;
  /** Its best split while it is a leaf that may be split. */
  candidate: Candidate | null;
  /** How it was split, and into which nodes. */
  split: Candidate | null;
  left: number;
  right: number;
}

/** What growing one tree needs. */
export interface Growth {
  readonly team: Team;
  readonly space: Workspace;
  readonly settings: GrowthSettings;
  readonly units: FixedPoint;
  /** The columns this tree may ask about, ascending. */
  readonly columns: Int32Array;
  /** Two lists of this rank's rows: a split reads a part of one and writes the same part of the other. */
  readonly lists: readonly [Uint32Array, Uint32Array];
  /** Rows of this rank in the tree: so many stand at the beginning of the first list. */
  readonly rows: number;
}

/**
 * Grows a tree leaf-wise: the leaf whose best split gains most is split next (Ke et al. 2017, "LightGBM", NeurIPS). Only the
 * smaller child's histogram is counted, the other one is the parent's minus it. All ranks return the same tree, each with the
 * places of its own rows.
 */
export function growTree(growth: Growth): GrownNode[] {
  const { settings, team, units } = growth;
  const place = { depth: 0, list: 0 as const, from: 0, to: growth.rows, slot: 0, candidate: null, split: null };
  countNode(growth, place);
  team.barrier();
  const limits = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const root: GrownNode = { ...place, ...rootSums(growth), ...limits, left: 0, right: 0 };
  sumParts(growth, 0);
  const nodes = [root];
  findSplits(
    growth,
    nodes.filter((node) => mayBeSplit(growth, node)),
  );
  for (let leaves = 1; leaves < settings.maxLeaves; leaves++) {
    const parent = mostPromising(nodes);
    if (!parent?.candidate) break;
    const [left, right] = splitNode(growth, parent, parent.candidate);
    parent.split = parent.candidate;
    parent.candidate = null;
    parent.left = nodes.push(left) - 1;
    parent.right = nodes.push(right) - 1;
    const open = [left, right].filter((child) => leaves + 1 < settings.maxLeaves && mayBeSplit(growth, child));
    if (open.length === 0) continue;
    const leftIsSmaller = countOf(left.packed, units) <= countOf(right.packed, units);
    const smaller = leftIsSmaller ? left : right;
    const larger = leftIsSmaller ? right : left;
    smaller.slot = leaves;
    countNode(growth, smaller);
    team.barrier();
    sumParts(growth, smaller.slot);
    subtractSibling(growth, larger.slot, smaller.slot);
    findSplits(growth, open);
  }
  return nodes;
}

function mayBeSplit({ settings, units }: Growth, node: GrownNode): boolean {
  return node.depth < settings.maxDepth && countOf(node.packed, units) >= 2 * settings.minLeaf;
}

function mostPromising(nodes: readonly GrownNode[]): GrownNode | undefined {
  let best: GrownNode | undefined;
  for (const node of nodes) if (node.candidate && node.candidate.gain > (best?.candidate?.gain ?? 0)) best = node;
  return best;
}

/** Each rank looks through its share of the columns; then all take the best of all, the earlier column where two are equal. */
function findSplits(growth: Growth, nodes: readonly GrownNode[]): void {
  const { space, team, settings, units } = growth;
  const { candidates, candidateBins } = space;
  for (const [k, node] of nodes.entries()) {
    const best = noCandidate(settings.minGain);
    const histogram = space.slots[node.slot]!;
    for (const column of ownColumns(growth)) {
      const bins = space.columns[column]!;
      const consider = bins.categories ? considerCategories : considerNumbers;
      consider(best, node, histogram, space.offsets[column]!, column, bins, { settings, units });
    }
    const place = 2 * team.rank + k;
    candidates.set([best.gain, best.column, best.bin, best.missingLeft, best.gradient, best.packed], place * CANDIDATE);
    candidateBins.set(best.leftBins, place * 256);
  }
  team.barrier();
  for (const [k, node] of nodes.entries()) {
    node.candidate = null;
    for (let rank = 0; rank < team.size; rank++) {
      const place = 2 * rank + k;
      const [gain, column, bin, missingLeft, gradient, packed] = candidates.subarray(place * CANDIDATE);
      if (column! < 0 || gain! <= (node.candidate?.gain ?? 0)) continue;
      const leftBins = candidateBins.slice(place * 256, place * 256 + 256);
      node.candidate = {
        ...{ gain: gain!, column: column!, bin: bin!, missingLeft: missingLeft! },
        ...{ gradient: gradient!, packed: packed!, leftBins },
      };
    }
  }
}

function splitNode(growth: Growth, parent: GrownNode, split: Candidate): [GrownNode, GrownNode] {
  const { space, settings, lists } = growth;
  const list = parent.list === 0 ? 1 : 0;
  const middle = partitionRows(space, parent, split, lists[parent.list], lists[list]);
  const gradient = parent.gradient - split.gradient;
  const packed = parent.packed - split.packed;
  const { lower, upper } = parent;
  const sign = settings.monotone[split.column]!;
  // Halfway between the sides' values: whatever is asked further down, no value crosses it.
  const between =
    sign === 0
      ? 0
      : (newtonStep(growth, { ...split, lower, upper }) + newtonStep(growth, { gradient, packed, lower, upper })) / 2;
  const child = {
    list,
    depth: parent.depth + 1,
    slot: parent.slot,
    candidate: null,
    split: null,
    left: 0,
    right: 0,
  } as const;
  return [
    {
      ...child,
      ...{ from: parent.from, to: middle, gradient: split.gradient, packed: split.packed },
      ...{ lower: sign < 0 ? between : lower, upper: sign > 0 ? between : upper },
    },
    {
      ...child,
      ...{ from: middle, to: parent.to, gradient, packed },
      ...{ lower: sign > 0 ? between : lower, upper: sign < 0 ? between : upper },
    },
  ];
}

/** What a node would add to the score by a Newton step within its limits, before the learning rate. */
export function newtonStep({ settings, units }: Pick<Growth, "settings" | "units">, node: NodeSums): number {
  const { lower, upper } = node;
  return bestValue(node.gradient * units.gradientUnit, hessianOf(node.packed, units), settings.l2, lower, upper);
}
