import type { Features, Matrix } from "@aftercare/learn";
import { fromColumns } from "../tables/from-columns.ts";
import { encodeNames } from "./encode-names.ts";
import type { PriceRows } from "./price-rows.ts";
import { smoothColumn } from "./smooth-column.ts";

/** Rows, by position, in the forms that the learners take; all that they rest on was taken from the rows learned from. */
export interface PriceForm {
  /** As they are: missing stays missing, names are numbers in `categorical` columns, and prices of their like beside them. */
  trees(rows: readonly number[]): Features;
  readonly categorical: readonly number[];
  /** Missing filled with the median, skewed columns on a log scale, names of few values as indicators, others as prices of their like. */
  smooth(rows: readonly number[]): Matrix;
  /** `smooth`, squares and products of its columns, and an indicator for every common name. */
  wide(rows: readonly number[]): Matrix;
}

/** Most values of a name that count as few; most that trees take as categories. */
const few = 4;
const categories = 120;
/** Names rarer than this get no indicator, nor those beyond this many. */
const rare = 5;
const mostIndicators = 60;
/** Columns beyond which no products are made, so that their number stays affordable. */
const mostFactors = 24;

/** A column as a function of the row. */
type Column = (row: number) => number;

/** Learns the forms: medians, scales, common names, prices of names. */
export function priceForm(rows: PriceRows, y: ArrayLike<number>, train: readonly number[]): PriceForm {
  const numbers = Object.values(rows.numbers);
  const names = Object.values(rows.names).map((cells) => formOfNames(cells, train, y));
  const filled = numbers.map((values) => smoothColumn((i) => values[i]!, train));
  const indicators = names.flatMap(({ short }) => short);
  const prices = names.flatMap(({ price }) => (price ? [price] : []));
  const smooth = [...filled.flatMap(({ columns }) => columns), ...indicators, ...prices];
  const factors = [...filled.map(({ straight }) => straight), ...indicators, ...prices]
    .slice(0, mostFactors)
    .map((column) => centred(column, train));
  const products = factors.flatMap((a, j) =>
    factors.slice(j).map(
      (b): Column =>
        (i) =>
          a(i) * b(i),
    ),
  );
  const coded = names.flatMap(({ code }) => (code ? [code] : []));
  const asTheyAre = numbers.map(
    (values): Column =>
      (i) =>
        values[i]!,
  );
  return {
    trees: (asked) => featuresOf([...asTheyAre, ...prices, ...coded], asked),
    categorical: coded.map((_, k) => numbers.length + prices.length + k),
    smooth: (asked) => matrixOf(smooth, asked),
    wide: (asked) => matrixOf([...smooth, ...products, ...names.flatMap(({ common }) => common)], asked),
  };
}

function formOfNames(cells: readonly string[], train: readonly number[], y: ArrayLike<number>) {
  const counts = new Map<string, number>();
  for (const i of train) counts.set(cells[i]!, (counts.get(cells[i]!) ?? 0) + 1);
  const falling = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
  const common = falling.filter((name) => counts.get(name)! >= rare).slice(0, mostIndicators);
  const is =
    (name: string): Column =>
    (i) =>
      Number(cells[i] === name);
  const codes = new Map(falling.map((name, code) => [name, code]));
  const isFew = counts.size <= few;
  return {
    short: isFew ? common.slice(1).map(is) : [],
    common: common.map(is),
    price: isFew ? undefined : encodeNames(cells, train, y),
    code: counts.size <= categories ? (i: number) => codes.get(cells[i]!) ?? Number.NaN : undefined,
  };
}

function centred(column: Column, train: readonly number[]): Column {
  let [sum, squares] = [0, 0];
  for (const i of train) {
    const value = column(i);
    sum += value;
    squares += value * value;
  }
  const mean = sum / train.length;
  const deviation = Math.sqrt(Math.max(0, squares / train.length - mean * mean)) || 1;
  return (i) => (column(i) - mean) / deviation;
}

function featuresOf(columns: readonly Column[], asked: readonly number[]): Features {
  const some = columns.length > 0 ? columns : [() => 0];
  const values = new Float64Array(asked.length * some.length);
  for (const [k, i] of asked.entries()) for (let j = 0; j < some.length; j++) values[k * some.length + j] = some[j]!(i);
  return { rows: asked.length, columns: some.length, values };
}

function matrixOf(columns: readonly Column[], asked: readonly number[]): Matrix {
  const some = columns.length > 0 ? columns : [() => 0];
  return fromColumns(some.map((column) => Float64Array.from(asked, column)));
}
