import type { Features, Journeys } from "@aftercare/learn";
import { timeReader } from "../tables/date-cells.ts";
import { isMissing } from "../tables/missing-cells.ts";
import { type CsvTable, textColumn } from "../tables/table.ts";
import { knownAtPurchase, type PurchaseColumn } from "./known-at-purchase.ts";
import { findRoles, type NamedRoles, type OrderRoles } from "./order-roles.ts";

export const dayMs = 86_400_000;

/** A purchase so many days away from the middle one has a wrong date. */
const farAway = 3650;
/** A promise or a delivery so many days after the purchase has a wrong date. */
const longest = 400;
/** An order that old would have arrived if it ever does. */
const oldAge = 45;

/** Orders in the order of their purchase. Times are milliseconds since 1970; NaN where something has not happened. */
export interface Orders {
  /** The row of the table that each order stands in. */
  readonly rows: Int32Array;
  readonly roles: OrderRoles;
  /** Columns of the table that were known at purchase, by row of the table. */
  readonly known: readonly PurchaseColumn[];
  /** Rows that are no orders, and why. */
  readonly leftOut: readonly { readonly row: number; readonly why: string }[];
  readonly purchased: Float64Array;
  /** Undefined where the file has no such column. */
  readonly handedOver: Float64Array | undefined;
  readonly delivered: Float64Array;
  /** Day of purchase, since 1970. */
  readonly day: Int32Array;
  /** Days from purchase to the promised date; NaN where nothing was promised. */
  readonly promised: Float64Array;
  /** The same, with the middle one of the two hundred promises before where nothing was promised. */
  readonly planned: Int32Array;
  /** Days from purchase to delivery; NaN where it is not delivered. */
  readonly took: Float64Array;
  readonly cancelled: Uint8Array;
  /** What was known at purchase: hour, whether something was promised, then columns of the file; names as numbers. */
  readonly features: Features;
  readonly categorical: readonly number[];
  /** What was read from where and what was left out, in words. */
  readonly notes: readonly string[];
  /** A time on the command line, as the purchases are written, else as any date; NaN if it is none. */
  timeOf(text: string): number;
}

/**
 * Reads orders by role: the columns named, or those with usual names. Rows without a purchase, or with dates that cannot be, are left
 * out. Throws, naming the column, where purchase or delivery has none or holds no times.
 * @param features the columns known at purchase; every one that seems to be if the list is empty
 */
export function readOrders(table: CsvTable, named: NamedRoles = {}, features: readonly string[] = []): Orders {
  const roles = findRoles(table, named);
  const time = timesOf(table, [roles.purchased, roles.handedOver, roles.delivered, roles.estimated]);
  const purchased = time(roles.purchased)!;
  const delivered = time(roles.delivered)!;
  const handedOver = time(roles.handedOver);
  const estimated = time(roles.estimated);
  const middle = Float64Array.from(purchased.filter((each) => !Number.isNaN(each))).sort();
  if (middle.length === 0) throw new Error(`column ${roles.purchased} is empty: each order needs its purchase`);
  const centre = middle[middle.length >> 1]!;
  const days = (later: Float64Array, i: number) => dayOf(later[i]!) - dayOf(purchased[i]!);
  const possible = (gap: number) => Number.isNaN(gap) || (gap >= 0 && gap <= longest);
  const whyNot = (i: number) => {
    if (Number.isNaN(purchased[i]!)) return `${roles.purchased} is no time`;
    if (Math.abs(purchased[i]! - centre) > farAway * dayMs) return `${roles.purchased} is years from all others`;
    return possible(days(delivered, i))
      ? undefined
      : `${roles.delivered} is before ${roles.purchased}, or more than ${longest} days after`;
  };
  const reasons = Array.from(purchased, (_, i) => whyNot(i));
  const kept = Array.from(purchased.keys())
    .filter((i) => reasons[i] === undefined)
    .sort((a, b) => purchased[a]! - purchased[b]!);
  const latest = purchased[kept.at(-1)!]!;
  const writtenAs = timeReader(textColumn(table, roles.purchased));
  const known = knownAtPurchase(
    table,
    Object.values(roles),
    features,
    Float64Array.from(purchased, (_, i) => days(delivered, i)),
    (i) => purchased[i]! < latest - oldAge * dayMs,
  );
  const promised = Float64Array.from(kept, (i) => {
    const gap = estimated ? days(estimated, i) : Number.NaN;
    return Math.abs(gap) <= longest ? gap : Number.NaN;
  });
  const status = roles.status === undefined ? undefined : textColumn(table, roles.status);
  return {
    rows: Int32Array.from(kept),
    roles,
    known: known.columns,
    leftOut: reasons.flatMap((why, row) => (why === undefined ? [] : [{ row, why }])),
    purchased: Float64Array.from(kept, (i) => purchased[i]!),
    handedOver:
      handedOver && Float64Array.from(kept, (i) => (possible(days(handedOver, i)) ? handedOver[i]! : Number.NaN)),
    delivered: Float64Array.from(kept, (i) => delivered[i]!),
    day: Int32Array.from(kept, (i) => dayOf(purchased[i]!)),
    promised,
    planned: filledIn(promised),
    took: Float64Array.from(kept, (i) => days(delivered, i)),
    timeOf(text) {
      const own = writtenAs?.(text) ?? Number.NaN;
      return Math.round((Number.isNaN(own) ? (timeReader([text])?.(text) ?? own) : own) * dayMs);
    },
    cancelled: Uint8Array.from(kept, (i) => Number(/^cancel/i.test(status?.[i]?.trim() ?? ""))),
    ...featuresOf(known.columns, kept, purchased, promised),
    notes: [
      `purchase ${roles.purchased}, hand-over ${roles.handedOver ?? "unknown"}, delivery ${roles.delivered}, promise ${roles.estimated ?? "unknown"}`,
      `known at purchase: ${["hour", ...known.columns.map(({ name }) => name)].join(", ")}`,
      ...known.leftOut.map(({ name, why }) => `left out ${name}: ${why}`),
      ...(kept.length < table.rows.length
        ? [`left out ${table.rows.length - kept.length} rows: no or wrong times`]
        : []),
    ],
  };
}

/** The way from purchase to delivery. */
export function fromPurchase(orders: Orders): Journeys {
  const { handedOver } = orders;
  return {
    starts: orders.day,
    ends: orders.took.map((took, i) => orders.day[i]! + took),
    planned: orders.planned,
    features: orders.features,
    categorical: orders.categorical,
    ...(handedOver ? { handovers: handedOver.map((time, i) => Math.max(dayOf(time), orders.day[i]!)) } : {}),
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

/**
 * Reads columns of times in milliseconds, NaN where blank. Day first or month first is told by all of them together if they are written alike,
 * because a column of promised dates alone may fit both.
 */
function timesOf(table: CsvTable, names: readonly (string | undefined)[]) {
  const cells = new Map(
    names.flatMap((name) => (name === undefined ? [] : [[name, textColumn(table, name)] as const])),
  );
  const together = timeReader([...cells.values()].flat());
  return (name: string | undefined): Float64Array | undefined => {
    const own = name === undefined ? undefined : cells.get(name);
    if (own === undefined) return undefined;
    for (const read of [together, timeReader(own)]) {
      const times = Float64Array.from(own, (cell) => (read ? Math.round(read(cell) * dayMs) : Number.NaN));
      // A column written differently is a small part of all cells, and none of them is read.
      const strange = own.find((cell, i) => !isMissing(cell) && Number.isNaN(times[i]!));
      if (strange === undefined || times.some((time) => !Number.isNaN(time))) return times;
    }
    const sample = own.find((cell) => !isMissing(cell));
    throw new Error(`column ${name}: "${sample}" is no time; 2018-04-01 10:00:00 or 1/4/2018 is needed`);
  };
}

function filledIn(promised: Float64Array): Int32Array {
  const recent: number[] = [];
  return Int32Array.from(promised, (days) => {
    if (Number.isNaN(days)) return Float64Array.from(recent).sort()[recent.length >> 1] ?? 0;
    recent.push(days);
    if (recent.length > 200) recent.shift();
    return days;
  });
}

function featuresOf(
  columns: readonly PurchaseColumn[],
  kept: readonly number[],
  purchased: Float64Array,
  promised: Float64Array,
): Pick<Orders, "features" | "categorical"> {
  const width = 2 + columns.length;
  const values = new Float64Array(kept.length * width);
  for (const [k, i] of kept.entries()) {
    values[k * width] = Math.floor((purchased[i]! - dayOf(purchased[i]!) * dayMs) / 3_600_000);
    values[k * width + 1] = Number(!Number.isNaN(promised[k]!));
    for (const [j, column] of columns.entries()) values[k * width + 2 + j] = column.values[i]!;
  }
  return {
    features: { rows: kept.length, columns: width, values },
    categorical: columns.flatMap(({ levels }, j) => (levels ? [2 + j] : [])),
  };
}
