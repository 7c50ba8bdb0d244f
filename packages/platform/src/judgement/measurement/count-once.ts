import { type MeasuredRow, measures } from "./measured-row.ts";

/** A row and how much of it counts. */
export interface CountedRow extends MeasuredRow {
  /** 1, or 0 where only what it cost to reach the shopper is added to the decision before it. */
  readonly decisions: 0 | 1;
}

const dayMs = 86_400_000;

/**
 * Lets no purchase count twice: a decision within the horizon of a counted one belongs to the same time, and only its contact cost is
 * added. Both arms are treated alike, so that nothing is gained by deciding often.
 * @returns takes rows in the order in which they were decided
 */
export function countOnce(): (row: MeasuredRow) => CountedRow {
  const until = new Map<string, number>();
  return (row) => {
    if (row.decidedAt >= (until.get(row.shopper) ?? Number.NEGATIVE_INFINITY)) {
      until.set(row.shopper, row.decidedAt + row.horizonDays * dayMs);
      return { ...row, decisions: 1 };
    }
    const outcome = { ...row.outcome };
    for (const measure of measures) outcome[measure] = -row.contact[measure];
    return { ...row, decisions: 0, outcome };
  };
}
