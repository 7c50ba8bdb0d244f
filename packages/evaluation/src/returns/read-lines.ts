import { binaryColumn } from "../tables/binary-cells.ts";
import { timeReader } from "../tables/date-cells.ts";
import { isMissing } from "../tables/missing-cells.ts";
import { plainName } from "../tables/plain-name.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";
import { furtherColumns } from "./further-columns.ts";
import type { OrderLines } from "./order-lines.ts";

/** Which column plays which role in a file of order lines. Every other column is known at order time and used by its kind. */
export interface LineColumns {
  /** Whether the line came back: 1 and 0, true and false, yes and no. */
  readonly target: string;
  readonly shopper: string;
  readonly item: string;
  /** When it was ordered: a date, with or without time. */
  readonly time: string;
  /** Not known at order time, or of no meaning. */
  readonly ignore: readonly string[];
}

/** Days after which it is known whether a line came back; less where the lines span less than {@link shortSpan} days. */
const labelLag = 30;
const shortSpan = 120;

/**
 * Reads order lines by role. Lines without time are left out; a line without shopper is its own shopper's; one without
 * a target counts in its order and gives no outcome. Throws, naming column and row, on times and targets that are none.
 */
export function readLines(table: CsvTable, columns: LineColumns): OrderLines {
  const times = timesOf(table, columns.time);
  const missing = columns.ignore.find((name) => !table.columns.includes(name));
  if (missing !== undefined) {
    throw new Error(`there is no column ${missing} to ignore; there are ${table.columns.join(", ")}`);
  }
  const row = Int32Array.from([...times.keys()].filter((i) => !Number.isNaN(times[i]!))).sort(
    (a, b) => times[a]! - times[b]! || a - b,
  );
  if (row.length === 0) throw new Error(`column ${columns.time}: no line has a time`);
  const sorted = (name: string) => {
    const cells = textColumn(table, name);
    return Array.from(row, (i) => (isMissing(cells[i]!) ? "" : cells[i]!.trim()));
  };
  const time = Float64Array.from(row, (i) => times[i]!);
  const labels = binaryColumn(columns.target, textColumn(table, columns.target));
  const item = sorted(columns.item).map(plainName);
  const ids = sorted(columns.shopper).map(plainName);
  const taken = new Set([columns.target, columns.shopper, columns.item, columns.time, ...columns.ignore]);
  const rest = table.columns.filter((name) => !taken.has(name)).map((name): [string, string[]] => [name, sorted(name)]);
  const { numbers, ...further } = furtherColumns(rest, { time, item, shopper: ids });
  const shopper = ids.map((id, i) => (id === "" ? `of ${numbers?.[i] || `line ${i}`}` : id));
  const span = time.at(-1)! - time[0]!;
  return {
    returned: Float64Array.from(row, (i) => labels[i]!),
    shopper,
    item,
    time,
    lag: span < shortSpan ? (labelLag * span) / shortSpan : labelLag,
    order: shopper.map((each, i) => numbers?.[i] || `${each}\n${time[i]}`),
    row,
    ...further,
  };
}

function timesOf(table: CsvTable, name: string): Float64Array {
  const cells = textColumn(table, name);
  const read = timeReader(cells);
  const example = cells.find((cell) => !isMissing(cell)) ?? "";
  if (!read) {
    throw new Error(
      `column ${name} holds no times that can be read, such as "${example}"; 2011-04-01, 2011-04-01 08:26 or 4/1/2011 are needed`,
    );
  }
  return Float64Array.from(cells, (cell, i) => {
    const time = read(cell);
    if (Number.isNaN(time) && !isMissing(cell)) {
      throw new Error(`column ${name}, row ${i}: "${cell}" is no time as in the other rows, such as "${example}"`);
    }
    return time;
  });
}
