import type { Tx } from "../../foundation/events/index.ts";

interface Order {
  readonly id: string;
  readonly currency: string;
}

/** An order that a shop names by its number or by what the shop calls it. @throws when it is not known: what names it waits for it */
export async function orderOfShop(tx: Tx, source: string, name: string): Promise<Order> {
  const order = await find(tx, source, name);
  if (!order) throw new Error(`names the order ${name}, of which nothing was heard yet from ${source}`);
  return order;
}

/** The UUID of an order that a shop names; undefined where it is not known. */
export async function findOrderOfShop(tx: Tx, source: string, name: string): Promise<string | undefined> {
  return (await find(tx, source, name))?.id;
}

async function find(tx: Tx, source: string, name: string): Promise<Order | undefined> {
  const columns = ["o.id", "o.currency"] as const;
  const byNumber = tx.db.selectFrom("orders as o").select(columns).where("o.source", "=", source);
  const byReference = tx.db.selectFrom("order_references as r").innerJoin("orders as o", "o.id", "r.order_id");
  return (
    (await byNumber.where("o.key", "=", name).executeTakeFirst()) ??
    byReference.select(columns).where("r.source", "=", source).where("r.reference", "=", name).executeTakeFirst()
  );
}
