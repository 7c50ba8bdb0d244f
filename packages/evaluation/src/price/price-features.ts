import type { Features, Matrix } from "@aftercare/learn";
import { fromColumns } from "../tables/from-columns.ts";
import type { PriceRows } from "./price-rows.ts";

/** One set of rows in the forms that the learners take. */
export interface PriceFeatures {
  /** As they are: missing stays missing, names are numbers in `categorical` columns. */
  readonly trees: Features;
  readonly categorical: readonly number[];
  /** Missing filled with the median, skewed columns on a log scale, names of few values as indicators. */
  readonly smooth: Matrix;
  /** `smooth`, squares and products of its numbers, and an indicator for every name. */
  readonly wide: Matrix;
}

/** Most values of a name that count as few. */
const few = 4;

/** Names rarer than this among all rows get no indicator. */
const rare = 5;

/** Makes the forms from columns alone, without the target, so that they can be made for all rows at once. */
export function priceFeatures(rows: PriceRows): PriceFeatures {
  const numbers = Object.values(rows.numbers);
  const names = Object.values(rows.names);
  const filled = numbers.map(fillMedian);
  const straight = filled.map((column) => (skewness(column) > 1.5 ? logged(column) : column));
  const indicators = names.map((cells) => {
    const counts = new Map<string, number>();
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    const common = [...counts].filter(([, count]) => count >= rare).map(([name]) => name);
    return { few: counts.size <= few, columns: common.map((name) => cells.map((cell) => Number(cell === name))) };
  });
  const shortNames = indicators.filter((each) => each.few).flatMap(({ columns }) => columns.slice(1));
  const smooth = [...straight, ...filled.filter((_, j) => straight[j] !== filled[j]), ...shortNames];
  const centred = [...straight, ...shortNames].map(centre);
  const products = centred.flatMap((a, j) => centred.slice(j).map((b) => a.map((value, i) => value * b[i]!)));
  return {
    trees: treeColumns([...numbers, ...names.map(coded)], rows.target.length),
    categorical: names.map((_, j) => numbers.length + j),
    smooth: fromColumns(smooth),
    wide: fromColumns([...smooth, ...products, ...indicators.flatMap(({ columns }) => columns)]),
  };
}

function treeColumns(columns: readonly ArrayLike<number>[], rows: number): Features {
  const values = new Float64Array(rows * columns.length);
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < rows; i++) values[i * columns.length + j] = column[i]!;
  }
  return { rows, columns: columns.length, values };
}

function coded(cells: readonly string[]): number[] {
  const codes = new Map([...new Set(cells)].sort().map((cell, code) => [cell, code]));
  return cells.map((cell) => codes.get(cell)!);
}

function fillMedian(column: Float64Array): Float64Array {
  const known = column.filter((value) => !Number.isNaN(value)).sort();
  const median = known[known.length >> 1] ?? 0;
  return column.map((value) => (Number.isNaN(value) ? median : value));
}

function logged(column: Float64Array): Float64Array {
  const least = column.reduce((a, b) => Math.min(a, b));
  return column.map((value) => Math.log1p(value - least));
}

function skewness(column: Float64Array): number {
  const { mean, deviation } = moments(column);
  if (deviation === 0) return 0;
  return column.reduce((sum, value) => sum + ((value - mean) / deviation) ** 3, 0) / column.length;
}

function centre(column: ArrayLike<number>): Float64Array {
  const { mean, deviation } = moments(Float64Array.from(column));
  return Float64Array.from(column, (value) => (value - mean) / (deviation || 1));
}

function moments(column: Float64Array): { mean: number; deviation: number } {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return { mean, deviation: Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length) };
}
