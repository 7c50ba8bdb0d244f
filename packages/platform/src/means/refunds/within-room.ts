import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { lockOrderMoney } from "./lock-ceiling.ts";
import { ceilingWith, readOrderMoney } from "./order-money.ts";

/** Parts in their order as far as there is money for them: the last that fits is cut, those after it are left out. Pure. */
export function withinRoom(parts: readonly RefundPart[], room: bigint): RefundPart[] {
  let left = room;
  return parts.flatMap((part): RefundPart[] => {
    const amount = part.amount < left ? part.amount : left;
    if (amount <= 0n) return [];
    left -= amount;
    return [{ ...part, amount }];
  });
}

/**
 * What of these parts an order has money left for: goodwill that was given before was paid out of the same purse. The order is locked until the
 * transaction ends.
 * @throws not-found (404)
 */
export async function refundableParts(
  tx: DatabaseTx,
  orderId: string,
  parts: readonly RefundPart[],
): Promise<RefundPart[]> {
  return withinRoom(parts, await roomOfOrder(tx, orderId));
}

/**
 * What an order has money left for, minor units. It is locked until the transaction ends.
 * @throws not-found (404)
 */
export async function roomOfOrder(tx: DatabaseTx, orderId: string): Promise<bigint> {
  return ceilingWith(await lockOrderMoney(tx, orderId)).available;
}

/**
 * The same for who only asks. Nothing is locked: whoever comes first may leave less.
 * @throws not-found (404)
 */
export async function readRoomOfOrder(tx: DatabaseTx, orderId: string): Promise<bigint> {
  return ceilingWith(await readOrderMoney(tx, orderId)).available;
}
