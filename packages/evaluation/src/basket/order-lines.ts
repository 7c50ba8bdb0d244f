import { type CsvTable, textColumn } from "../tables/read-csv-rows.ts";

/** Which column plays which part. Without `order`, lines of one shopper with the same time are one order. */
export interface LineRoles {
  readonly shopper: string;
  readonly item: string;
  readonly time: string;
  readonly order?: string;
}

/** Order lines as lists of equal length. */
export interface OrderLines {
  readonly shoppers: string[];
  readonly items: string[];
  /** Days since 1970-01-01, UTC. */
  readonly days: number[];
  readonly orders: string[];
}

/**
 * The lines that are purchases: those that name shopper, item and time, with a quantity above 0 where there is a column `Quantity`.
 * A file with the columns of UCI Online Retail is read by its own rules: invoices that begin with C are cancellations, and only
 * codes that begin with five digits are products.
 */
export function readOrderLines(table: CsvTable, roles: LineRoles): OrderLines {
  const shoppers = textColumn(table, roles.shopper).map((each) => each.trim().replace(/\.0$/, ""));
  const items = textColumn(table, roles.item).map((each) => each.trim());
  const times = textColumn(table, roles.time).map((each) => each.trim());
  const isOnlineRetail = ["InvoiceNo", "StockCode", "Quantity"].every((name) => table.columns.includes(name));
  const orderColumn = roles.order ?? (isOnlineRetail ? "InvoiceNo" : undefined);
  const orders =
    orderColumn === undefined
      ? shoppers.map((shopper, line) => JSON.stringify([shopper, times[line]]))
      : textColumn(table, orderColumn);
  const quantities = table.columns.includes("Quantity") ? textColumn(table, "Quantity").map(Number) : undefined;

  const lines: OrderLines = { shoppers: [], items: [], days: [], orders: [] };
  for (let line = 0; line < items.length; line++) {
    if (shoppers[line] === "" || items[line] === "" || times[line] === "") continue;
    if (quantities !== undefined && !(quantities[line]! > 0)) continue;
    if (isOnlineRetail && (orders[line]!.startsWith("C") || !/^\d{5}/.test(items[line]!))) continue;
    lines.shoppers.push(shoppers[line]!);
    lines.items.push(items[line]!);
    lines.days.push(dayOf(times[line]!, line, roles.time));
    lines.orders.push(orders[line]!);
  }
  return lines;
}

/** The day of `2011-04-01`, `2011-04-01 08:26:00`, `20110401`, or `4/1/2011 8:26` (month first). */
export function dayOf(text: string, line: number, column: string): number {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : slashed ? [slashed[3], slashed[1], slashed[2]] : [];
  const milliseconds = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!Number.isFinite(milliseconds))
    throw new Error(`column ${column}, row ${line}: "${text}" is no date; 2011-04-01 or 4/1/2011 is needed`);
  return milliseconds / 86_400_000;
}
