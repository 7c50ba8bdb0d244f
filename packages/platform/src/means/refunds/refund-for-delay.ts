import type { RefundPart, RefundReason } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { intendRefund } from "./intend-refund.ts";
import { lockOrderMoney } from "./lock-ceiling.ts";
import { ceilingWith, type OrderMoney, readOrderMoney } from "./order-money.ts";
import { lateRefundParts, shareOf } from "./partial-amount.ts";
import { partsOfAll } from "./refund-all.ts";
import type { Refund } from "./refund-tables.ts";

/** What of an order is given back: a share of what was paid for it, its postage, or all that is left. */
export type DelayRefund = { readonly percent: number } | "postage" | "all";

interface Wanted {
  readonly orderId: string;
  readonly what: DelayRefund;
  readonly reason: RefundReason;
  /** Given back once; unique for the order. */
  readonly reference: string;
  readonly actor: string;
}

/**
 * Gives money back for a delivery that is late or will not come, as far as there is any left to give: an order that was paid back already
 * gets nothing, and nothing is never everything. The same reference again answers the refund that is there.
 * @returns undefined where nothing is left to give back
 * @throws not-found (404)
 */
export async function refundForDelay(tx: Tx, clock: Clock, wanted: Wanted): Promise<Refund | undefined> {
  const { orderId, what, reason, reference, actor } = wanted;
  const money = await lockOrderMoney(tx, orderId);
  const known = await tx.db
    .selectFrom("refunds")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("reference", "=", reference)
    .executeTakeFirst();
  if (known) return known;
  const parts = partsFor(money, what);
  if (parts.length === 0) return undefined;
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  return intendRefund(tx, clock, { orderId, amount, parts, destination: "original", reason, reference, actor });
}

/** What a refund for a delay would come to now, minor units. It promises nothing. @throws not-found (404) */
export async function delayRefundAmounts(tx: DatabaseTx, orderId: string): Promise<(what: DelayRefund) => bigint> {
  const money = await readOrderMoney(tx, orderId);
  return (what) => partsFor(money, what).reduce((sum, { amount }) => sum + amount, 0n);
}

function partsFor(money: OrderMoney, what: DelayRefund): RefundPart[] {
  if (what === "all") return partsOfAll(money);
  const { available } = ceilingWith(money);
  const shippingRefunded = sumOf(money.parts.filter(({ kind }) => kind === "shipping"));
  const shippingLeft = money.shipping - shippingRefunded;
  const wanted = what === "postage" ? shippingLeft : shareOf(money.total, Math.round(100 * what.percent));
  return lateRefundParts({ wanted, shippingPaid: money.shipping, shippingRefunded, available });
}

function sumOf(parts: readonly RefundPart[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}
