import type { Features, Journeys } from "@aftercare/learn";
import { type CsvTable, textColumn } from "../tables/read-csv-rows.ts";

/** Which column plays which role. Times are ISO dates or date-times, read as UTC; blank means that it has not happened. */
export interface OrderColumns {
  readonly purchased: string;
  readonly handedOver: string;
  readonly delivered: string;
  /** The date that the shop promised. */
  readonly estimated: string;
  /** Known at purchase, amounts. */
  readonly numbers: readonly string[];
  /** Known at purchase, names. */
  readonly names: readonly string[];
}

/** The roles in Olist's orders. */
export const olistColumns: OrderColumns = {
  purchased: "purchased_at",
  handedOver: "handed_over_at",
  delivered: "delivered_at",
  estimated: "estimated_date",
  numbers: ["payment_value", "installments"],
  names: ["payment_types"],
};

export const dayMs = 86_400_000;

/** Orders in the order of their purchase. Times are milliseconds since 1970; NaN where something has not happened. */
export interface Orders {
  readonly purchased: Float64Array;
  readonly handedOver: Float64Array;
  readonly delivered: Float64Array;
  /** Day of purchase, since 1970. */
  readonly day: Int32Array;
  /** Days from purchase to the promised date. */
  readonly promised: Int32Array;
  /** Days from purchase to delivery; NaN where it is not delivered. */
  readonly took: Float64Array;
  /** What was known at purchase: hour, then the columns given; names as numbers. */
  readonly features: Features;
  readonly categorical: readonly number[];
}

/** Reads orders by role. Rows without a purchase or a promise, or delivered before they were bought, are left out. */
export function readOrders(table: CsvTable, columns: OrderColumns): Orders {
  const times = (name: string) => textColumn(table, name).map(timeOf);
  const purchased = times(columns.purchased);
  const estimated = times(columns.estimated);
  const delivered = times(columns.delivered);
  const handedOver = times(columns.handedOver);
  const kept = purchased
    .map((_, i) => i)
    .filter((i) => !Number.isNaN(purchased[i]! + estimated[i]!) && !(delivered[i]! < dayOf(purchased[i]!) * dayMs))
    .sort((a, b) => purchased[a]! - purchased[b]!);
  if (kept.length === 0) throw new Error(`no order has both ${columns.purchased} and ${columns.estimated}`);
  const known = [
    ...columns.numbers.filter((name) => table.columns.includes(name)).map((name) => numbers(textColumn(table, name))),
    ...columns.names.filter((name) => table.columns.includes(name)).map((name) => codes(textColumn(table, name))),
  ];
  const numberCount = columns.numbers.filter((name) => table.columns.includes(name)).length;
  const values = new Float64Array(kept.length * (1 + known.length));
  for (const [k, i] of kept.entries()) {
    values[k * (1 + known.length)] = Math.floor((purchased[i]! % dayMs) / 3_600_000);
    for (const [j, column] of known.entries()) values[k * (1 + known.length) + 1 + j] = column[i]!;
  }
  const day = Int32Array.from(kept, (i) => dayOf(purchased[i]!));
  return {
    purchased: Float64Array.from(kept, (i) => purchased[i]!),
    handedOver: Float64Array.from(kept, (i) => handedOver[i]!),
    delivered: Float64Array.from(kept, (i) => delivered[i]!),
    day,
    promised: Int32Array.from(kept, (i, k) => dayOf(estimated[i]!) - day[k]!),
    took: Float64Array.from(kept, (i, k) => dayOf(delivered[i]!) - day[k]!),
    features: { rows: kept.length, columns: 1 + known.length, values },
    categorical: known.slice(numberCount).map((_, j) => 1 + numberCount + j),
  };
}

/** The way from purchase to delivery. */
export function fromPurchase(orders: Orders): Journeys {
  return {
    starts: orders.day,
    ends: orders.took.map((took, i) => orders.day[i]! + took),
    planned: orders.promised,
    features: orders.features,
    categorical: orders.categorical,
    handovers: orders.handedOver.map((time, i) => Math.max(dayOf(time), orders.day[i]!)),
  };
}

/** The day of a time, since 1970. */
export function dayOf(time: number): number {
  return Math.floor(time / dayMs);
}

/** The month of a time, as 2018-03. */
export function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

function timeOf(cell: string): number {
  return cell === "" ? Number.NaN : Date.parse(`${cell.replace(" ", "T")}${cell.length > 10 ? "Z" : "T00:00:00Z"}`);
}

function numbers(cells: readonly string[]): number[] {
  return cells.map((cell) => (cell.trim() === "" || !Number.isFinite(Number(cell)) ? Number.NaN : Number(cell)));
}

function codes(cells: readonly string[]): number[] {
  const known = new Map<string, number>();
  return cells.map((cell) => {
    const code = known.get(cell) ?? known.size;
    known.set(cell, code);
    return code;
  });
}
