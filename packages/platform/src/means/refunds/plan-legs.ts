import type { RefundDestination } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { OrderMoney } from "./order-money.ts";
import { refundLeg } from "./refund-leg.ts";
import type { Refund } from "./refund-tables.ts";
import { type LegProvider, legWithoutTender, type PlannedLeg, splitTenders } from "./split-tenders.ts";

/** How an amount goes back: the way it was paid, or as store credit. */
export function planLegs(money: OrderMoney, amount: bigint, destination: RefundDestination): readonly PlannedLeg[] {
  if (destination === "store-credit") return [{ provider: "store-credit", amount }];
  const { payments, fromStore } = money;
  if (payments.length === 0) return [legWithoutTender(amount, fromStore)];
  // What was promised before its payments were known can exceed what they have left: then a person sees to it.
  return splitTenders(amount, payments) ?? [{ provider: "manual", amount }];
}

/** Who carries a leg out by hand. */
export function isForPeople(provider: LegProvider): boolean {
  return provider === "till" || provider === "manual";
}

/** Writes the legs of a refund. Each gets the key it has for ever; what people carry out is never due. */
export async function storeLegs(
  tx: DatabaseTx,
  clock: Clock,
  { id, order_id, shopper_id, currency }: Refund,
  legs: readonly PlannedLeg[],
): Promise<void> {
  const rows = legs.map(({ paymentId, provider, amount }) => ({
    ...{ id: newId<"rfl">(), refund_id: id, order_id, shopper_id, currency, provider, amount },
    ...{ payment_id: paymentId ?? null, state: refundLeg.initial },
    due_at: isForPeople(provider) ? null : clock.real(),
  }));
  await tx.db.insertInto("refund_legs").values(rows).execute();
}
