import { lockLines } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { PurchasedLine } from "./take-units.ts";

export interface Purchase {
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
  readonly currency: string;
  readonly lines: readonly PurchasedLine[];
}

interface Wanted {
  readonly orderId: Id<"ord">;
  /** Where they are handed over; undefined for what lies in a warehouse. */
  readonly storeId: Id<"sto"> | undefined;
  readonly lines: readonly { readonly line: number }[];
}

/**
 * The purchase with the lines that are wanted back, locked until the transaction ends: another till that wants the same line
 * waits here, and then sees what is left.
 * @throws not-found (404) naming the field, for an unknown order or store
 */
export async function lockPurchase(tx: Tx, wanted: Wanted): Promise<Purchase> {
  // All of them, in the order in which everybody takes them: whoever holds one and waits for another is waited for.
  await lockLines(tx, wanted.orderId);
  return readPurchase(tx, wanted);
}

/**
 * The same as it stands, for who only asks.
 * @throws not-found (404) naming the field, for an unknown order or store
 */
export async function readPurchase(tx: DatabaseTx, { orderId, storeId, lines }: Wanted): Promise<Purchase> {
  if (storeId !== undefined) {
    const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
    if (!store) throw notFound({ field: "storeId" });
  }
  const order = await tx.db
    .selectFrom("orders")
    .select(["shopper_id", "currency"])
    .where("id", "=", orderId)
    .executeTakeFirst();
  if (!order) throw notFound({ field: "orderId" });
  const wanted = await tx.db
    .selectFrom("order_lines")
    .select(["line", "sku", "title", "category", "quantity", "returned_quantity", "paid"])
    .where("shopper_id", "=", order.shopper_id)
    .where("order_id", "=", orderId)
    .where("line", "in", [...new Set(lines.map(({ line }) => line))])
    .orderBy("line")
    .execute();
  return { orderId, shopperId: order.shopper_id as Id<"shp">, currency: order.currency, lines: wanted };
}
