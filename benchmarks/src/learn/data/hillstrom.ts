import { type CsvTable, fromColumns, numberColumn, readTable, textColumn } from "@aftercare/evaluation/tables";
import type { Matrix } from "@aftercare/learn";
import { dataFile } from "./data-file.ts";

/** The arms of the experiment by number: 0 no e-mail, 1 the men's, 2 the women's. */
export const hillstromArms = ["No E-Mail", "Mens E-Mail", "Womens E-Mail"] as const;

/** A randomised e-mail experiment: 64,000 customers, each arm with probability 1/3. */
export interface Hillstrom {
  /** customers × 12; the names stand in `columns`. */
  readonly features: Matrix;
  readonly columns: readonly string[];
  /** Index into {@link hillstromArms}. */
  readonly arm: Uint8Array;
  /** 0 or 1. */
  readonly visit: Float64Array;
  readonly conversion: Float64Array;
  /** Dollars. */
  readonly spend: Float64Array;
  /** For each of 10 repeats the fold, 0 to 4, of each customer. */
  readonly folds: readonly Uint8Array[];
}

/** Columns as the published figures use them: numbers, the history segment's rank, and one indicator for each class. */
export function readHillstrom(): Hillstrom {
  const table = readTable(dataFile("hillstrom.csv.gz"));
  const features: [string, ArrayLike<number>][] = [
    ["recency", numberColumn(table, "recency")],
    ["history", numberColumn(table, "history")],
    ["history_segment", textColumn(table, "history_segment").map((text) => Number.parseInt(text, 10))],
    ["mens", numberColumn(table, "mens")],
    ["womens", numberColumn(table, "womens")],
    ["newbie", numberColumn(table, "newbie")],
    ...indicators(table, "zip_code", ["Rural", "Surburban", "Urban"]),
    ...indicators(table, "channel", ["Multichannel", "Phone", "Web"]),
  ];
  const splits = readTable(dataFile("hillstrom_splits.csv.gz"));
  return {
    features: fromColumns(features.map(([, values]) => values)),
    columns: features.map(([name]) => name),
    arm: Uint8Array.from(textColumn(table, "segment"), armOf),
    visit: numberColumn(table, "visit"),
    conversion: numberColumn(table, "conversion"),
    spend: numberColumn(table, "spend"),
    folds: Array.from({ length: 10 }, (_, repeat) => Uint8Array.from(numberColumn(splits, `rep${repeat}`))),
  };
}

function indicators(table: CsvTable, name: string, classes: readonly string[]): [string, ArrayLike<number>][] {
  const cells = textColumn(table, name);
  return classes.map((each) => [`${name}_${each}`, cells.map((cell) => Number(cell === each))]);
}

function armOf(text: string): number {
  const arm = (hillstromArms as readonly string[]).indexOf(text);
  if (arm < 0) throw new Error(`unknown arm "${text}" in hillstrom; known are ${hillstromArms.join(", ")}`);
  return arm;
}
