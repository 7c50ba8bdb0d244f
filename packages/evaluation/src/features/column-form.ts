import { isMissing } from "../tables/missing-cells.ts";

/** What the cells of a column are, told by the cells alone. */
export type ColumnForm =
  | { readonly form: "number" }
  | { readonly form: "boolean" }
  /** ISO dates and times; as numbers they are days since 1970. */
  | { readonly form: "date" }
  /** Few levels that each begin with a number of their own, such as "3) $200 - $350" or "18-24". */
  | { readonly form: "rank"; readonly ranks: ReadonlyMap<string, number> }
  | { readonly form: "category" };

const yes = new Set(["true", "yes", "y", "t"]);
const no = new Set(["false", "no", "n", "f"]);
const isDate = /^\d{4}[-/]\d\d?[-/]\d\d?([T ]\d\d?:\d\d.*)?$/;
const leadingNumber = /^\s*[<>≤≥$€£]*\s*(-?\d+(?:\.\d+)?)/;
const dayMs = 86_400_000;

/** A column of which so many cells are numbers is one of numbers, and the rest are missing. */
const nearly = 0.98;
/** More levels than this are no ranks, whatever they begin with. */
const mostRanks = 50;
/** More numbers than this under the name of an id are names, not amounts. */
const idName = /(^|[_\s-])(id|uuid|guid|key|code)$/i;

/** Tells a column's form. An empty column is one of numbers. */
export function tellForm(name: string, cells: readonly string[]): ColumnForm {
  let filled = 0;
  let numbers = 0;
  for (const cell of cells) {
    if (isMissing(cell)) continue;
    filled++;
    if (Number.isFinite(Number(cell))) numbers++;
  }
  // Numbers under the name of an id or code have no order.
  if (filled > 0 && numbers === filled && idName.test(name)) return { form: "category" };
  if (numbers >= nearly * filled) return { form: "number" };
  const levels = [...new Set(cells)].filter((cell) => !isMissing(cell));
  if (levels.every((level) => booleanOf(level) !== undefined)) return { form: "boolean" };
  if (levels.every((level) => isDate.test(level.trim()) && Number.isFinite(Date.parse(level)))) return { form: "date" };
  const ranks = ranksOf(levels);
  return ranks ? { form: "rank", ranks } : { form: "category" };
}

function ranksOf(levels: readonly string[]): ReadonlyMap<string, number> | undefined {
  if (levels.length < 3 || levels.length > mostRanks) return undefined;
  const ranks = new Map<string, number>();
  for (const level of levels) {
    const found = leadingNumber.exec(level)?.[1];
    if (found === undefined) return undefined;
    ranks.set(level, Number(found));
  }
  return new Set(ranks.values()).size === levels.length ? ranks : undefined;
}

/** A cell as a number by the form of its column; NaN where it is missing or does not fit. */
export function numberOf(form: Exclude<ColumnForm, { form: "category" }>, cell: string): number {
  if (isMissing(cell)) return Number.NaN;
  switch (form.form) {
    case "number": {
      const value = Number(cell);
      return Number.isFinite(value) ? value : Number.NaN;
    }
    case "boolean":
      return booleanOf(cell) ?? Number.NaN;
    case "date":
      return Date.parse(cell) / dayMs;
    case "rank":
      return form.ranks.get(cell) ?? Number.NaN;
  }
}

/** true/false, yes/no and their first letters, in any case, as 1 and 0. */
export function booleanOf(cell: string): 0 | 1 | undefined {
  const word = cell.trim().toLowerCase();
  return yes.has(word) ? 1 : no.has(word) ? 0 : undefined;
}

/** One spelling for values that mean the same: 1, 1.0 and " 1 " are "1". */
export function plainValue(cell: string): string {
  const text = cell.trim();
  return text !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}
