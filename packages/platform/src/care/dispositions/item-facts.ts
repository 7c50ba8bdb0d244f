import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { ItemTable } from "./item-tables.ts";

/** What every fact of an item says. */
export function factOf(item: ItemTable) {
  return {
    itemId: item.id as Id<"itm">,
    ...(item.return_id !== null && { returnId: item.return_id as Id<"ret"> }),
    ...(item.return_line !== null && { returnLine: item.return_line }),
    ...(item.stray !== null && { stray: item.stray }),
    shopperId: item.shopper_id as Id<"shp">,
    ...(item.order_id !== null && { orderId: item.order_id as Id<"ord"> }),
    ...(item.order_line !== null && { orderLine: item.order_line }),
    ...{ sku: item.sku, quantity: item.quantity, grade: item.grade ?? "" },
  };
}

/** The same with what was decided of it. */
export function decidedFactOf(item: ItemTable) {
  return {
    ...factOf(item),
    disposition: item.disposition ?? "",
    ...(item.destination_id !== null && { destinationId: item.destination_id as Id<"dst"> }),
  };
}

interface ItemRecord {
  readonly item: Pick<ItemTable, "id" | "shopper_id">;
  readonly at: Date;
  readonly by: string;
  readonly what:
    | "inspected"
    | "refurbishing"
    | "offered"
    | "disposed"
    | "undone"
    | "handed-over"
    | "asked"
    | "assigned";
  /** Codes and identifiers alone: what people type stands where it can be forgotten. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Adds to the evidence of what was done with items. */
export async function record(tx: Tx, records: readonly ItemRecord[]): Promise<void> {
  const rows = records.map(({ item, at, by, what, details }) => ({
    ...{ item_id: item.id, shopper_id: item.shopper_id, at, by, what, details: JSON.stringify(details) },
  }));
  if (rows.length > 0) await tx.db.insertInto("item_records").values(rows).execute();
}
