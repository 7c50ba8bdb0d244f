import type { Matrix } from "@aftercare/learn";
import type { FeatureColumn } from "./feature-column.ts";

/** How each column becomes numbers, learned from some rows. */
export type Encoding = readonly EncodedColumn[];

type EncodedColumn =
  | {
      readonly form: "number";
      readonly source: number;
      /** Stands for a missing number. */
      readonly mean: number;
      /** Whether a further column says that the number is missing. */
      readonly flagged: boolean;
    }
  | {
      readonly form: "category";
      readonly source: number;
      /** Levels with an indicator of their own, by its place. */
      readonly places: ReadonlyMap<string, number>;
      /** Whether one more indicator pools all other levels, unknown ones included. */
      readonly pooled: boolean;
      /** How often each level was seen, where there are too many for indicators; the column gets the logarithm. */
      readonly counts?: ReadonlyMap<string, number>;
    };

/** Most levels of a category with an indicator of their own. */
const mostLevels = 12;
/** Least rows of an indicator, as a number and as a share of all. */
const leastRows = { count: 20, share: 0.002 };

/**
 * Learns from `rows` alone how columns become numbers: a missing number becomes the mean, with an indicator where some are missing; a
 * category becomes one indicator a common level and one for all others; one of many levels gets the logarithm of its level's
 * count, too. No outcome is looked at. Columns with one value in these rows are dropped.
 */
export function fitEncoding(columns: readonly FeatureColumn[], rows: ArrayLike<number>): Encoding {
  const seen = new Set<string>();
  const encoding: EncodedColumn[] = [];
  for (const [source, column] of columns.entries()) {
    const found =
      column.form === "category"
        ? fitCategory(source, column.cells, rows)
        : fitNumber(source, column.values, rows, (pattern) => seen.size < seen.add(pattern).size);
    if (found) encoding.push(found);
  }
  return encoding;
}

function fitNumber(
  source: number,
  values: Float64Array,
  rows: ArrayLike<number>,
  isNew: (pattern: string) => boolean,
): EncodedColumn | undefined {
  let sum = 0;
  let known = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  // Columns that are missing in the same rows need one indicator between them: two sums over positions tell patterns apart.
  let first = 0;
  let second = 0;
  for (let k = 0; k < rows.length; k++) {
    const value = values[rows[k]!]!;
    if (Number.isNaN(value)) {
      first += k + 1;
      second += ((k + 1) * 7919) % 1_000_003;
      continue;
    }
    known++;
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const gaps = rows.length - known;
  const flagged = gaps >= enough(rows.length) && known > 0 && isNew(`${gaps} ${first} ${second}`);
  if (known === 0 || (least === most && !flagged)) return undefined;
  return { form: "number", source, mean: sum / known, flagged };
}

function fitCategory(source: number, cells: readonly string[], rows: ArrayLike<number>): EncodedColumn | undefined {
  const counts = new Map<string, number>();
  for (let k = 0; k < rows.length; k++) {
    const cell = cells[rows[k]!]!;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  if (counts.size < 2) return undefined;
  const common = [...counts].filter(([, count]) => count >= enough(rows.length));
  common.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const places = new Map(common.slice(0, mostLevels).map(([level], place) => [level, place]));
  const pooled = places.size < counts.size;
  const encoded = { form: "category", source, places, pooled } as const;
  return common.length > mostLevels || counts.size > 4 * mostLevels ? { ...encoded, counts } : encoded;
}

function enough(rows: number): number {
  return Math.min(Math.max(leastRows.count, leastRows.share * rows), rows / 10);
}

/** The rows as numbers, row by row. */
export function encode(encoding: Encoding, columns: readonly FeatureColumn[], rows: ArrayLike<number>): Matrix {
  const width = encoding.reduce((sum, each) => sum + widthOf(each), 0);
  const values = new Float64Array(rows.length * width);
  let at = 0;
  for (const each of encoding) {
    const column = columns[each.source]!;
    for (let k = 0; k < rows.length; k++) {
      const i = rows[k]!;
      const place = k * width + at;
      if (each.form === "number" && column.form === "number") {
        const value = column.values[i]!;
        values[place] = Number.isNaN(value) ? each.mean : value;
        if (each.flagged) values[place + 1] = Number(Number.isNaN(value));
      } else if (each.form === "category" && column.form === "category") {
        const { places, pooled, counts } = each;
        const cell = column.cells[i]!;
        const own = places.get(cell) ?? (pooled ? places.size : undefined);
        if (own !== undefined) values[place + own] = 1;
        if (counts) values[place + widthOf(each) - 1] = Math.log1p(counts.get(cell) ?? 0);
      }
    }
    at += widthOf(each);
  }
  return { rows: rows.length, columns: width, values };
}

/** What one column of numbers stands for: the source's own number, that it is missing, one of its levels, any other level, or how often its level was seen. */
export interface EncodedPart {
  readonly column: string;
  readonly part: "number" | "missing" | "level" | "other" | "count";
  /** Of a `level`; "" where the cell is missing. */
  readonly level?: string;
}

/** What stands in each column of {@link encode}, in order. */
export function encodedParts(encoding: Encoding, columns: readonly FeatureColumn[]): EncodedPart[] {
  return encoding.flatMap((each): EncodedPart[] => {
    const column = columns[each.source]!.name;
    if (each.form === "number")
      return [{ column, part: "number" }, ...(each.flagged ? [{ column, part: "missing" } as const] : [])];
    return [
      ...[...each.places.keys()].map((level) => ({ column, part: "level", level }) as const),
      ...(each.pooled ? [{ column, part: "other" } as const] : []),
      ...(each.counts ? [{ column, part: "count" } as const] : []),
    ];
  });
}

function widthOf(each: EncodedColumn): number {
  if (each.form === "number") return each.flagged ? 2 : 1;
  return each.places.size + Number(each.pooled) + Number(each.counts !== undefined);
}
