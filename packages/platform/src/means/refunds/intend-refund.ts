import { z } from "zod";
import { refundIntended } from "../../facts/refunds/index.ts";
import {
  type RefundPart,
  RefundParts,
  type RefundReason,
  type RefundWay,
} from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { badInput, problemKind } from "../../foundation/problems/index.ts";
import { checkRefund, checkTarget } from "./check-refund.ts";
import { postPromise } from "./ledger-lines.ts";
import { lockOrderMoney } from "./lock-ceiling.ts";
import { ceilingWith, type OrderMoney } from "./order-money.ts";
import { destinationOf, planLegs, type RefundTarget, storeLegs } from "./plan-legs.ts";
import type { Refund } from "./refund-tables.ts";
import type { PlannedLeg } from "./split-tenders.ts";
import { withinRoom } from "./within-room.ts";

/** The reference stands for another refund of this order. */
const refundReferenceReused = problemKind("refund-reference-reused", 409);

/** Money that is to be given back. */
export interface WantedRefund {
  readonly orderId: string;
  /** Minor units of the order's currency, above zero. */
  readonly amount: bigint;
  /** What it is for; all of it goodwill where nothing is said. */
  readonly parts?: readonly RefundPart[] | undefined;
  /** One way for all of it, or shares that sum to the amount, each way once. */
  readonly destination: RefundTarget;
  readonly reason: RefundReason;
  /** Given back once; unique for the order. The same again answers the refund that is there. */
  readonly reference: string;
  readonly actor: string;
  /** Whose credit or gift card it becomes, where that is not who bought the order; it goes to nobody else then, and no other way. */
  readonly holderId?: string | undefined;
  /** How it goes back, where that is known already; else as it was paid. */
  readonly legs?: readonly PlannedLeg[] | undefined;
}

/**
 * Promises money back: the one way in. From here on it is owed, counts against the order's ceiling, and its legs are sent by the workers
 * once this transaction has committed. Nothing is sent here, so a transaction that fails has sent nothing.
 * @throws not-found (404), bad-input (400), refund-exceeds-paid, refund-part-exceeds-paid, refund-reference-reused (409)
 */
export async function intendRefund(tx: Tx, clock: Clock, wanted: WantedRefund): Promise<Refund> {
  const { amount } = wanted;
  // Nothing is not everything, and less than nothing would be a charge.
  if (amount <= 0n) {
    const wrong = "expected 1 or more, in minor units";
    throw badInput({ field: "amount", reason: wrong }, { fields: [{ field: "amount", message: wrong }] });
  }
  checkTarget(amount, wanted.destination);
  return intendLocked(tx, clock, await lockOrderMoney(tx, wanted.orderId), wanted);
}

/** Money of which as much is promised as the order has left: goodwill that was given before was paid out of the same purse. */
type UpTo = Omit<WantedRefund, "amount" | "parts" | "legs"> & {
  readonly parts: readonly RefundPart[];
  readonly destination: RefundWay;
};

/**
 * Promises as much of these parts as the order has money left for, in their order.
 * @returns undefined where nothing is left
 * @throws not-found (404), refund-part-exceeds-paid, refund-reference-reused (409)
 */
export async function intendUpTo(tx: Tx, clock: Clock, wanted: UpTo): Promise<Refund | undefined> {
  const money = await lockOrderMoney(tx, wanted.orderId);
  const parts = withinRoom(wanted.parts, ceilingWith(money).available);
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  return amount === 0n ? undefined : intendLocked(tx, clock, money, { ...wanted, parts, amount });
}

async function intendLocked(tx: Tx, clock: Clock, money: OrderMoney, wanted: WantedRefund): Promise<Refund> {
  const { orderId, amount, reason, reference } = wanted;
  const destination = destinationOf(wanted.destination);
  const known = await tx.db
    .selectFrom("refunds")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("reference", "=", reference)
    .executeTakeFirst();
  if (known) {
    if (known.amount === amount && known.destination === destination) return known;
    throw refundReferenceReused({ reference, amount: Number(known.amount) });
  }
  const parts = checkRefund(money, wanted);
  const { shopperId, currency } = money;
  const refund: Refund = {
    ...{
      id: newId<"rfd">(),
      order_id: orderId,
      shopper_id: shopperId,
      currency,
      amount,
      destination,
      reason,
      reference,
    },
    parts: JSON.stringify(z.encode(RefundParts, [...parts])),
    ...{ intended_at: clock.now(), intended_by: wanted.actor, settled_at: null, cancelled_at: null },
    holder_id: wanted.holderId ?? null,
  };
  await tx.db.insertInto("refunds").values(refund).execute();
  await raiseCeiling(tx, money, parts, amount);
  await storeLegs(tx, clock, refund, wanted.legs ?? planLegs(money, amount, wanted.destination));
  await postPromise(tx, clock, refund, { parts, actor: wanted.actor });
  await tx.append(
    refundIntended({
      subject: shopperId,
      at: refund.intended_at,
      data: {
        ...{ refundId: refund.id as Id<"rfd">, orderId: money.orderId, shopperId, amount, currency },
        ...{ destination, reason, reference, parts: [...parts] },
      },
    }),
  );
  return refund;
}

/** The table has the last word: it refuses more than was paid, whatever the code above believes. */
async function raiseCeiling(
  tx: DatabaseTx,
  money: OrderMoney,
  parts: readonly RefundPart[],
  amount: bigint,
): Promise<void> {
  const { paid, elsewhere } = ceilingWith(money, parts);
  await tx.db
    .updateTable("refund_ceilings")
    .set((row) => ({ paid, elsewhere, intended: row("intended", "+", amount) }))
    .where("order_id", "=", money.orderId)
    .execute();
}
