import { timeReader } from "../tables/date-cells.ts";
import { isMissing } from "../tables/missing-cells.ts";
import { numberReader } from "../tables/number-cells.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";

/** Which column plays which part. Columns of the last three are looked for by their usual names where they are not given. */
export interface LineRoles {
  readonly shopper: string;
  readonly item: string;
  readonly time: string;
  /** Without it, lines of one shopper with the same time are one order. */
  readonly order?: string | undefined;
  readonly quantity?: string | undefined;
  /** Whether a line was cancelled: true and false, 1 and 0, or words such as cancelled or returned. */
  readonly cancelled?: string | undefined;
}

/** Purchases as lists of equal length, in the order of the file. */
export interface OrderLines {
  readonly shoppers: readonly string[];
  readonly items: readonly string[];
  /** Days since 1970-01-01 with their fraction, in UTC where a zone is written. */
  readonly times: readonly number[];
  readonly orders: readonly string[];
  /** Line of the file, counted from 0 without its header. */
  readonly rows: readonly number[];
}

export interface ReadLines {
  readonly lines: OrderLines;
  /** What was taken for what, in words. */
  readonly notes: readonly string[];
  /** A time on the command line as the column writes it, else as any date; NaN if it is none. */
  dayOf(text: string): number;
}

const usualNames = {
  order: [
    ...[
      "invoiceno",
      "invoice",
      "invoiceid",
      "invoicenumber",
      "orderid",
      "orderno",
      "ordernumber",
      "order",
      "bill",
      "billno",
    ],
    ...["transactionid", "basketid", "receiptid", "receiptno", "ticketid", "cartid", "sessionid"],
  ],
  quantity: ["quantity", "qty", "units", "orderquantity", "quantityordered", "pieces", "count"],
  cancelled: ["cancelled", "canceled", "iscancelled", "iscanceled", "returned", "isreturn", "orderstatus", "status"],
} as const;

/** Share of the lines from which on a way of writing is the rule of the file. */
const nearly = 0.97;

/**
 * The lines that are purchases: those that name shopper, item and time, with a quantity above 0 where there is such a column, not cancelled, in
 * no order whose number is that of a cancellation (C before digits, where the others are digits), and of a product: where nearly all
 * codes begin with five digits, the others are postage, fees and adjustments. Throws naming the column.
 */
export function readOrderLines(table: CsvTable, roles: LineRoles): ReadLines {
  const cells = (name: string) => textColumn(table, name).map(plainId);
  const [shoppers, items] = [cells(roles.shopper), cells(roles.item)];
  const times = textColumn(table, roles.time);
  const read = timeReader(times);
  if (!read) throw new Error(`column ${roles.time}: ${notTimes(times)}`);
  const taken = new Set([roles.shopper, roles.item, roles.time]);
  const found = (role: keyof typeof usualNames) => roles[role] ?? usual(table, usualNames[role], taken);
  const [orderName, quantityName, cancelledName] = [found("order"), found("quantity"), found("cancelled")];
  const orders = orderName === undefined ? times : cells(orderName);
  const quantities = quantityName === undefined ? undefined : quantitiesOf(table, quantityName);
  const cancelled = cancelledName === undefined ? undefined : textColumn(table, cancelledName);
  const digitOrders = orderName !== undefined && mostly(orders, /^C?\d+$/i);
  const codes = mostly(items, /^\d{5}/);

  const lines = {
    shoppers: [] as string[],
    items: [] as string[],
    times: [] as number[],
    orders: [] as string[],
    rows: [] as number[],
  };
  for (let line = 0; line < items.length; line++) {
    const [shopper, item, order] = [shoppers[line]!, items[line]!, orders[line]!];
    const time = read(times[line]!);
    if (isMissing(shopper) || isMissing(item) || Number.isNaN(time)) continue;
    if (quantities !== undefined && !(quantities[line]! > 0)) continue;
    if (cancelled !== undefined && isCancelled(cancelled[line]!)) continue;
    if (digitOrders && /^C/i.test(order)) continue;
    if (codes && !/^\d{5}/.test(item)) continue;
    lines.shoppers.push(shopper);
    lines.items.push(item);
    lines.times.push(time);
    // Numbers of orders may begin anew with each shopper.
    lines.orders.push(`${shopper}\n${order}`);
    lines.rows.push(line);
  }
  if (lines.items.length === 0) {
    throw new Error(
      `no line has ${roles.shopper}, ${roles.item}, ${roles.time} and a quantity above 0: check the columns`,
    );
  }
  return {
    lines,
    notes: [
      `order ${orderName ?? "told by shopper and time"}, quantity ${quantityName ?? "unknown"}, cancelled ${cancelledName ?? "unknown"}`,
      `${lines.items.length} of ${items.length} lines are purchases${codes ? "; only codes that begin with five digits are products" : ""}`,
    ],
    dayOf: (text) => {
      const own = read(text);
      return Number.isNaN(own) ? (timeReader([text])?.(text) ?? Number.NaN) : own;
    },
  };
}

/** " 17850.0" and "17850" are one id. */
function plainId(cell: string): string {
  return cell.trim().replace(/^(\d+)\.0+$/, "$1");
}

function usual(table: CsvTable, names: readonly string[], taken: ReadonlySet<string>): string | undefined {
  const plain = table.columns.map((name) => (taken.has(name) ? "" : name.toLowerCase().replaceAll(/[^a-z]/g, "")));
  const name = names.find((each) => plain.includes(each));
  return name === undefined ? undefined : table.columns[plain.indexOf(name)];
}

function quantitiesOf(table: CsvTable, name: string): Float64Array {
  const cells = textColumn(table, name);
  const read = numberReader(cells);
  if (!read) throw new Error(`column ${name}: "${cells.find((cell) => !isMissing(cell)) ?? ""}" is no quantity`);
  return Float64Array.from(cells, read);
}

/** Words of a status begin with "cancel" or "return"; a flag is true, yes or a count. */
function isCancelled(cell: string): boolean {
  const word = cell.trim().toLowerCase();
  return /^(cancel|return|refund|true$|yes$|y$|t$)/.test(word) || Number(word) > 0;
}

function mostly(cells: readonly string[], form: RegExp): boolean {
  const filled = cells.filter((cell) => !isMissing(cell));
  return filled.length > 0 && filled.reduce((sum, cell) => sum + Number(form.test(cell)), 0) >= nearly * filled.length;
}

function notTimes(cells: readonly string[]): string {
  const line = cells.findIndex((cell) => !isMissing(cell));
  if (line < 0) return "it is empty; each line needs its time";
  return `"${cells[line]}" (row ${line}) and others are no times; 2011-04-01 08:26:00, 1/4/2011 or seconds since 1970 are needed`;
}
