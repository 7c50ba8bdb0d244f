import type { CountedRow } from "./count-once.ts";
import type { Measure } from "./measured-row.ts";

/** Columns of one arm: decisions, the measures, and what was known before. */
const columns = {
  decisions: 0,
  goal: 1,
  margin: 2,
  revenue: 3,
  visits: 4,
  marginBefore: 5,
  revenueBefore: 6,
  chance: 7,
} as const satisfies Record<Measure, number> & Record<string, number>;
const width = Object.keys(columns).length;
export type Column = keyof typeof columns;
export type Arm = CountedRow["arm"];

/** What an estimate needs of all rows so far: the sums of shoppers' totals by arm, and of their products. */
export interface Tally {
  /** Per shopper the totals of both arms. */
  readonly totals: Map<string, Float64Array>;
  readonly sums: Float64Array;
  /** 2·width × 2·width, symmetric. */
  readonly products: Float64Array;
  /** Shoppers of each arm; one whose program changed its holdout may be of both. */
  readonly shoppers: Record<Arm, number>;
  /** Shoppers of each arm who bought. */
  readonly buyers: Record<Arm, number>;
  /** Decisions of each arm as they are, where the sums are weighted. */
  readonly decisions: Record<Arm, number>;
  /** When each shopper was first decided about, in that order. */
  readonly joined: number[];
  /** Decisions of programs without a holdout at the time: nothing to compare them with. */
  withoutHoldout: number;
  lastAt: number;
}

export function startTally(): Tally {
  return {
    totals: new Map(),
    sums: new Float64Array(2 * width),
    products: new Float64Array(4 * width * width),
    shoppers: { treated: 0, holdout: 0 },
    buyers: { treated: 0, holdout: 0 },
    decisions: { treated: 0, holdout: 0 },
    joined: [],
    withoutHoldout: 0,
    lastAt: Number.NEGATIVE_INFINITY,
  };
}

/** Where a column of an arm stands. */
export function place(arm: Arm, column: Column): number {
  return (arm === "treated" ? 0 : width) + columns[column];
}

export const totalWidth = 2 * width;

/**
 * Adds a row, in constant time. A row of the holdout stands for the (1 − share) ÷ share decisions that the program acted on beside it
 * (known propensities; Horvitz, Thompson 1952): otherwise a holdout that was larger in summer than in winter would compare winter's
 * shoppers with summer's.
 */
export function addRow(tally: Tally, row: CountedRow): void {
  const { arm, holdoutShare, decisions, outcome, before } = row;
  if (!(holdoutShare > 0 && holdoutShare < 1)) {
    tally.withoutHoldout += decisions;
    return;
  }
  const weight = arm === "treated" ? 1 : (1 - holdoutShare) / holdoutShare;
  const start = place(arm, "decisions");
  let totals = tally.totals.get(row.shopper);
  if (!totals) {
    totals = new Float64Array(totalWidth);
    tally.totals.set(row.shopper, totals);
    tally.joined.push(row.decidedAt);
  }
  if (decisions > 0 && totals[start] === 0) tally.shoppers[arm]++;
  if (outcome.visits > 0 && totals[start + columns.visits] === 0) tally.buyers[arm]++;
  tally.decisions[arm] += decisions;
  tally.lastAt = Math.max(tally.lastAt, row.decidedAt);

  const w = weight * decisions;
  const added = [
    w,
    weight * outcome.goal,
    weight * outcome.margin,
    weight * outcome.revenue,
    weight * outcome.visits,
    w * before.margin,
    w * before.revenue,
    w * before.chance,
  ];
  // (v + r)(v + r)ᵀ = vvᵀ + vrᵀ + rvᵀ + rrᵀ
  for (let j = 0; j < width; j++) {
    const r = added[j] ?? 0;
    if (r === 0) continue;
    const line = start + j;
    for (let k = 0; k < totalWidth; k++) {
      const product = r * totals[k]!;
      tally.products[line * totalWidth + k]! += product;
      tally.products[k * totalWidth + line]! += product;
    }
    for (let k = 0; k < width; k++) tally.products[line * totalWidth + start + k]! += r * (added[k] ?? 0);
  }
  for (let j = 0; j < width; j++) {
    totals[start + j]! += added[j] ?? 0;
    tally.sums[start + j]! += added[j] ?? 0;
  }
}
