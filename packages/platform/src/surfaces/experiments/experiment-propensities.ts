import { knownPropensities } from "@aftercare/evaluation/features";
import { type CsvTable, textColumn } from "@aftercare/evaluation/tables";
import type { ExperimentAction } from "../../judgement/experiments/index.ts";
import { faultIn } from "../files/index.ts";
import { placeOf } from "./experiment-outcomes.ts";
import type { ExperimentReport } from "./experiment-report.ts";

/** With which probabilities actions were drawn. */
export interface ReadPropensities {
  readonly from: ExperimentReport["propensities"];
  /** For a row that was taken, by its place among them, one for each action. */
  of(row: number): readonly number[];
}

/**
 * The probabilities of a design: those that the named column states for the row's own action; those of columns that are
 * called after the actions (`prop_a`, `prop_b`) and agree with what was drawn; else the shares in which actions were seen, which is right where each row had the
 * same chances.
 * @param table the rows taken
 * @param lines for each its line among the file's rows, from 0
 * @throws bad-input naming line and column of what is no probability
 */
export function readPropensities(
  table: CsvTable,
  lines: readonly number[],
  { actions, taken }: { readonly actions: readonly ExperimentAction[]; readonly taken: Uint8Array },
  column: string | undefined,
): ReadPropensities {
  const shares = actions.map((_, k) => taken.filter((each) => each === k).length / taken.length);
  if (column !== undefined) {
    const stated = textColumn(table, column).map((cell, row) => {
      const value = Number(cell);
      if (cell.trim() !== "" && value > 0 && value <= 1) return value;
      throw faultIn(placeOf(column, lines[row]!), `"${cell}" is no probability; above 0 up to 1 is needed`);
    });
    return {
      from: { from: "columns", columns: [column] },
      // Of the others only their sum is known; nothing is valued by how it is shared out.
      of(row) {
        const own = taken[row]!;
        const left = (1 - stated[row]!) / (1 - shares[own]!);
        return shares.map((share, k) => (k === own ? stated[row]! : share * left));
      },
    };
  }
  const known = knownPropensities(
    table,
    actions.map(({ about }) => about),
    taken,
  );
  if (!known) return { from: { from: "shares" }, of: () => shares };
  const width = actions.length;
  return {
    from: { from: "columns", columns: known.names },
    of: (row) => [...known.values.subarray(row * width, (row + 1) * width)],
  };
}
