import { isMissing } from "./missing-cells.ts";

/** A cell as a number; NaN where it is missing or does not fit the column. */
export type CellReader = (cell: string) => number;

/** Share of the filled cells that must be numbers; the rest are then missing. */
const nearly = 0.98;
const currency = String.raw`(\p{Sc}|(?:usd|eur|gbp|chf|inr|rs\.?)\s)?\s*`;
const unit = String.raw`\s*((?:\p{L}|[%"°]|\p{Sc})\S{0,9})?`;
const pointed = new RegExp(
  String.raw`^${currency}([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d+)?|[+-]?\.\d+)${unit}$`,
  "iu",
);
const commaed = new RegExp(String.raw`^${currency}([+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?)${unit}$`, "iu");

/**
 * How the numbers of a column are written, told by its cells: 1234.5, 1,234.5, 1234,5 (comma where all cells allow no other reading), with a currency
 * before or one and the same unit behind ("998 CC"). Undefined where the column holds something else, or several units.
 */
export function numberReader(cells: readonly string[]): CellReader | undefined {
  const filled = cells.filter((cell) => !isMissing(cell)).map((cell) => cell.trim());
  if (filled.length === 0) return undefined;
  for (const read of [plain, written(pointed, ","), written(commaed, ".")]) {
    const counts = new Map<string, number>();
    for (const cell of filled) {
      const found = read(cell);
      if (found) counts.set(found.unit, (counts.get(found.unit) ?? 0) + 1);
    }
    const [unit, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
    if (count < nearly * filled.length) continue;
    return (cell) => {
      const found = isMissing(cell) ? undefined : read(cell.trim());
      return found && found.unit === unit ? found.value : Number.NaN;
    };
  }
  return undefined;
}

interface WrittenNumber {
  readonly value: number;
  readonly unit: string;
}

function plain(cell: string): WrittenNumber | undefined {
  const value = Number(cell);
  return Number.isFinite(value) ? { value, unit: "" } : undefined;
}

/** @param groups the sign between thousands */
function written(form: RegExp, groups: "," | "."): (cell: string) => WrittenNumber | undefined {
  return (cell) => {
    const [, before = "", digits, behind = ""] = form.exec(cell) ?? [];
    if (digits === undefined) return undefined;
    const value = Number(digits.replaceAll(groups, "").replace(",", "."));
    return Number.isFinite(value) ? { value, unit: `${before} ${behind}`.toLowerCase() } : undefined;
  };
}
