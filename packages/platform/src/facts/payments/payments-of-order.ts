import type { DatabaseTx } from "../../foundation/database/index.ts";

export interface OrderPayment {
  readonly method: string;
  /** Minor units of the order's currency. */
  readonly amount: bigint;
  readonly at: Date;
}

/** The payments of an order, earliest first. The shopper is the key of distribution. */
export async function paymentsOfOrder(
  tx: DatabaseTx,
  { shopperId, orderId }: { readonly shopperId: string; readonly orderId: string },
): Promise<OrderPayment[]> {
  return tx.db
    .selectFrom("payments")
    .select(["method", "amount", "paid_at as at"])
    .where("shopper_id", "=", shopperId)
    .where("order_id", "=", orderId)
    .orderBy("paid_at")
    .orderBy("id")
    .execute();
}
