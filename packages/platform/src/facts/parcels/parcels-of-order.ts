import type { DatabaseTx } from "../../foundation/database/index.ts";

/** An order as the tables around it are asked for it: by the shopper, who is the key of distribution, and by itself. */
interface OrderKey {
  readonly shopperId: string;
  readonly orderId: string;
}

export interface OrderParcel {
  /** The tracking number, or the sender's own number of the parcel where there is none. */
  readonly number: string;
  readonly carrier?: string;
  readonly shippedAt: Date;
  readonly deliveredAt?: Date;
}

/** The parcels of an order, first shipped first. */
export async function parcelsOfOrder(tx: DatabaseTx, { shopperId, orderId }: OrderKey): Promise<OrderParcel[]> {
  const rows = await tx.db
    .selectFrom("parcels")
    .select(["key", "carrier", "tracking_number", "shipped_at", "delivered_at"])
    .where("shopper_id", "=", shopperId)
    .where("order_id", "=", orderId)
    .orderBy("shipped_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    number: row.tracking_number ?? row.key,
    ...(row.carrier === null ? {} : { carrier: row.carrier }),
    shippedAt: row.shipped_at,
    ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at }),
  }));
}
