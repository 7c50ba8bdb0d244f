import {
  chooseFeatures,
  type EncodedPart,
  encode,
  encodedParts,
  fitEncoding,
  formsOf,
  readFeature,
} from "@aftercare/evaluation/features";
import type { CsvTable } from "@aftercare/evaluation/tables";
import type { ExperimentFeature } from "../../judgement/experiments/index.ts";
import { slugOf } from "./experiment-actions.ts";
import type { ColumnReport } from "./experiment-report.ts";

/** What rows were known by before anything was done, as numbers. */
export interface ReadFeatures {
  readonly features: readonly ExperimentFeature[];
  readonly of: (row: number) => readonly number[];
  readonly columns: readonly ColumnReport[];
}

/** Reserved words of the Common Expression Language that a column could be called. */
const reserved = new Set(
  [
    ["in", "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import"],
    ["let", "loop", "namespace", "null", "package", "return", "true", "type", "var", "void", "while"],
  ].flat(),
);

/** A column whose mean lies so many times above its median has a long tail, and its first steps matter most. */
const longTail = 1.5;

/**
 * Makes numbers of all columns that play no other part and can have been known before anything was done: numbers as they are, text of
 * few values as one indicator a value, ranges in words ("18-24") by where they begin, dates as days; what is missing has its own sign.
 * @param asked columns that are features in any case
 * @param happened what was done and came of it, by which columns that were only known later are told
 */
export function readFeatures(
  table: CsvTable,
  roles: readonly string[],
  asked: readonly string[],
  happened: Parameters<typeof chooseFeatures>[2],
): ReadFeatures {
  const { columns: chosen, leftOut } = chooseFeatures(table, [...roles, ...asked], happened);
  const forms = formsOf(table, asked);
  const columns = [...chosen, ...asked.map((name) => readFeature(table, name, forms.get(name)!))];
  const rows = Int32Array.from(table.rows.keys());
  const encoding = fitEncoding(columns, rows);
  const parts = encodedParts(encoding, columns);
  const { columns: width, values } = encode(encoding, columns, rows);
  const names = namesOf(parts);
  const reportOf = (column: string): ColumnReport => {
    const features = names.filter((_, j) => parts[j]!.column === column);
    return features.length > 0
      ? { column, use: "feature", features }
      : { column, use: "left-out", why: "it has one value" };
  };
  return {
    features: names.map((name, j) => ({
      name,
      scale: parts[j]!.part === "number" && hasLongTail(rows, (row) => values[row * width + j]!) ? "log" : "plain",
    })),
    of: (row) => [...values.subarray(row * width, (row + 1) * width)],
    columns: [
      ...columns.map(({ name }) => reportOf(name)),
      ...leftOut.map(({ name, why }): ColumnReport => ({ column: name, use: "left-out", why })),
    ],
  };
}

function hasLongTail(rows: Int32Array, value: (row: number) => number): boolean {
  const sorted = Float64Array.from(rows, value).sort();
  if (!(sorted[0]! >= 0)) return false;
  const median = sorted[Math.floor(sorted.length / 2)]!;
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  return median > 1 && mean > longTail * median;
}

/** Names that expressions can use: `recency`, `recency_missing`, `zip_code_rural`. */
function namesOf(parts: readonly EncodedPart[]): string[] {
  const names: string[] = [];
  for (const [j, { column, part, level }] of parts.entries()) {
    const tail = part === "number" ? "" : part === "level" ? wordOf(level ?? "") || "missing" : part;
    const word = [wordOf(column) || `column_${j + 1}`, ...(tail === "" ? [] : [tail])].join("_").slice(0, 60);
    const name = reserved.has(word) ? `${word}_` : /^\d/.test(word) ? `c_${word}` : word;
    names.push(names.includes(name) ? `${name}_${j + 1}` : name);
  }
  return names;
}

function wordOf(text: string): string {
  return slugOf(text).replaceAll("-", "_");
}
