import type { RefundDestination, RefundWay } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { OrderMoney } from "./order-money.ts";
import { refundLeg } from "./refund-leg.ts";
import type { Refund } from "./refund-tables.ts";
import { type LegProvider, legWithoutTender, type PlannedLeg, splitTenders } from "./split-tenders.ts";

/** What of a refund goes one way. */
export interface RefundShare {
  readonly destination: RefundWay;
  /** Minor units, above zero. */
  readonly amount: bigint;
}

/** Where a refund goes: all of it one way, or shares that sum to it. */
export type RefundTarget = RefundWay | readonly RefundShare[];

/** What is written down of where a refund goes; its legs say the rest. */
export function destinationOf(target: RefundTarget): RefundDestination {
  return typeof target === "string" ? target : "mixed";
}

/** How an amount goes back. */
export function planLegs(money: OrderMoney, amount: bigint, target: RefundTarget): readonly PlannedLeg[] {
  if (typeof target !== "string") return target.flatMap((share) => planLegs(money, share.amount, share.destination));
  if (target !== "original") return [{ provider: target, amount }];
  const { payments, fromStore } = money;
  if (payments.length === 0) return [legWithoutTender(amount, fromStore)];
  // What was promised before its payments were known can exceed what they have left: then a person sees to it.
  return splitTenders(amount, payments) ?? [{ provider: "manual", amount }];
}

/** The way in which what failed is paid anew, where nobody says: goods that it should have paid for are perhaps gone by then. */
export function wayOf({ destination, holder_id }: Pick<Refund, "destination" | "holder_id">): RefundWay {
  if (destination !== "mixed" && destination !== "exchange") return destination;
  return holder_id === null ? "original" : "gift-card";
}

/** Who carries a leg out by hand. */
export function isForPeople(provider: LegProvider): boolean {
  return provider === "till" || provider === "manual";
}

/** Writes the legs of a refund. Each gets the key it has for ever; what people carry out is never due, nor what an exchange takes up. */
export async function storeLegs(
  tx: DatabaseTx,
  clock: Clock,
  { id, order_id, shopper_id, currency }: Refund,
  legs: readonly PlannedLeg[],
): Promise<void> {
  const rows = legs.map(({ paymentId, provider, amount }) => ({
    ...{ id: newId<"rfl">(), refund_id: id, order_id, shopper_id, currency, provider, amount },
    ...{ payment_id: paymentId ?? null, state: refundLeg.initial },
    due_at: isForPeople(provider) || provider === "exchange" ? null : clock.real(),
  }));
  await tx.db.insertInto("refund_legs").values(rows).execute();
}
