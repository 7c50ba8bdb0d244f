import { basename } from "node:path";
import { type NamedRoles, type Orders, readOrders } from "@aftercare/evaluation/orders";
import { type CsvTable, isMissing } from "@aftercare/evaluation/tables";
import { laneText } from "../../../facts/journeys/index.ts";
import { carrierCode } from "../../../facts/parcels/index.ts";
import { zoneOf } from "../../../facts/shipping/index.ts";
import { faultIn } from "../read-table-file.ts";
import { findLaneColumns, type LaneColumns } from "./lane-columns.ts";

/** The way of one order, as a row of a file tells it. Days are "2018-03-31"; times are local ones, or UTC where the file gives offsets. */
export interface FileJourney {
  /** The number of the order, or what stands for it. */
  readonly key: string;
  readonly lane: string;
  readonly service: string | undefined;
  readonly carrier: string | undefined;
  readonly origin: string | undefined;
  readonly country: string | undefined;
  readonly zone: string | undefined;
  readonly startedAt: string;
  readonly startsOn: string;
  readonly plannedDays: number | undefined;
  readonly handedOverAt: string | undefined;
  readonly deliveredAt: string | undefined;
  readonly cancelled: boolean;
  readonly features: Readonly<Record<string, number | string | null>>;
}

export interface ReadDeliveries {
  /** In the order of their purchase. */
  readonly journeys: readonly FileJourney[];
  /** The last that the file tells of, in the same time as the journeys. */
  readonly until: string;
  /** Whether times say themselves how far they are from UTC. */
  readonly withOffsets: boolean;
  readonly rejected: readonly { readonly row: number; readonly why: string }[];
  /** What was read from where, and what was left out, in words. */
  readonly notes: readonly string[];
}

/** Columns that the asker named. */
export type NamedColumns = NamedRoles & Partial<Record<keyof LaneColumns, string | undefined>>;

/**
 * Reads a file of deliveries as the evaluation reads it, so that both mean the same by it. Days are those that are written; what is later
 * than the last event of the file is blank there and unknown, not something that never came.
 * @param features the columns known at purchase; every one that seems to be if the list is empty
 * @throws bad-input naming the file, with what would mend it
 */
export function readDeliveries(
  file: string,
  table: CsvTable,
  named: NamedColumns,
  features: readonly string[],
): ReadDeliveries {
  const columns = findLaneColumns(file, table, named);
  const orders = ordersOf(file, withoutPostCode(table, columns), named, features);
  const cell = cellsOf(table);
  const keyOf = keys(cell(columns.order), cell(orders.roles.purchased));
  const ways = waysOf(columns, cell);
  const journeys = Array.from(orders.rows, (row, k): FileJourney => {
    const way = ways(row);
    return {
      ...way,
      key: keyOf(row),
      lane: laneText(way),
      startedAt: textOf(orders.purchased[k]!),
      startsOn: textOf(orders.purchased[k]!).slice(0, 10),
      plannedDays: known(orders.promised[k]!),
      handedOverAt: timeOf(orders.handedOver?.[k]),
      deliveredAt: timeOf(orders.delivered[k]),
      cancelled: orders.cancelled[k] === 1,
      features: Object.fromEntries(
        orders.known.map(({ name, levels, values }) => {
          const value = known(values[row]!);
          return [name, value === undefined ? null : (levels?.[value] ?? value)];
        }),
      ),
    };
  });
  return {
    journeys,
    until: textOf(lastOf([orders.purchased, orders.handedOver, orders.delivered])),
    withOffsets: orders.rows.some((row) =>
      /\d(Z|UTC|[+-]\d{2}(:?\d{2})?)$|^\d{9,}$/i.test(cell(orders.roles.purchased)(row) ?? ""),
    ),
    rejected: orders.leftOut,
    notes: orders.notes,
  };
}

function ordersOf(file: string, table: CsvTable, named: NamedRoles, features: readonly string[]): Orders {
  try {
    return readOrders(table, named, features);
  } catch (error) {
    throw error instanceof Error ? faultIn(basename(file), error.message) : error;
  }
}

/** A whole post code is nobody's business here, and its beginning is part of the lane. */
function withoutPostCode(table: CsvTable, { postCode }: LaneColumns): CsvTable {
  if (postCode === undefined) return table;
  const place = table.columns.indexOf(postCode);
  return {
    columns: table.columns.toSpliced(place, 1),
    rows: table.rows.map((row) => row.toSpliced(place, 1)),
  };
}

function cellsOf(table: CsvTable) {
  return (column: string | undefined) => {
    const place = column === undefined ? -1 : table.columns.indexOf(column);
    return (row: number): string | undefined => {
      const text = table.rows[row]?.[place]?.trim() ?? "";
      return isMissing(text) ? undefined : text;
    };
  };
}

/**
 * What tells rows apart: the number of the order, else the time of its purchase as it is written. Of several rows alike each has its place
 * among them, which a longer file of the same shop gives it again.
 */
function keys(order: (row: number) => string | undefined, purchased: (row: number) => string | undefined) {
  const times = new Map<string, number>();
  return function keyOf(row: number, name = order(row) ?? purchased(row) ?? ""): string {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    // A shop may name an order itself as the second of another one is named here: that is again one of several alike.
    return time === 1 ? name : keyOf(row, `${name}/${time}`);
  };
}

function waysOf(columns: LaneColumns, cell: ReturnType<typeof cellsOf>) {
  const [service, carrier, origin] = [cell(columns.service), cell(columns.carrier), cell(columns.origin)];
  const [country, postCode] = [cell(columns.country), cell(columns.postCode)];
  return (row: number) => {
    const to = country(row);
    const land = to && /^[a-z]{2}$/i.test(to) ? to.toUpperCase() : to;
    const code = postCode(row);
    const by = carrier(row);
    return {
      service: service(row),
      carrier: by === undefined ? undefined : carrierCode(by),
      origin: origin(row),
      country: land,
      zone: code === undefined ? undefined : zoneOf(land ?? "", code),
    };
  };
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

function timeOf(time: number | undefined): string | undefined {
  return time === undefined || Number.isNaN(time) ? undefined : textOf(time);
}

/** Without a zone: what it is in is for others to say. */
function textOf(time: number): string {
  return new Date(time).toISOString().slice(0, -1);
}

function lastOf(columns: readonly (Float64Array | undefined)[]): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const times of columns) for (const time of times ?? []) if (time > last) last = time;
  return last;
}
