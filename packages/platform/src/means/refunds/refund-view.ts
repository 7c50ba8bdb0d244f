import type { z } from "zod";
import { RefundParts } from "../../facts/refunds/refund-parts.schema.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { RefundView } from "./refund.contract.ts";
import { isLive } from "./refund-leg.ts";
import type { Leg, Refund } from "./refund-tables.ts";

type View = z.output<typeof RefundView>;
type LegWithMethod = Leg & { readonly method: string | null; readonly last_four: string | null };

/** Refunds as they are shown. What providers call them and say of them is for staff. */
export async function viewRefunds(tx: DatabaseTx, refunds: readonly Refund[], { role }: Actor): Promise<View[]> {
  if (refunds.length === 0) return [];
  const [ids, orderIds] = [refunds.map(({ id }) => id), [...new Set(refunds.map(({ order_id }) => order_id))]];
  const [legs, orders] = await Promise.all([
    tx.db
      .selectFrom("refund_legs as l")
      .leftJoin("payments as p", "p.id", "l.payment_id")
      .leftJoin("gift_card_entries as e", "e.refund_leg_id", "l.id")
      .leftJoin("gift_cards as c", "c.id", "e.card_id")
      .selectAll("l")
      .select(["p.method", "c.last_four"])
      .where("l.refund_id", "in", ids)
      .orderBy("l.id")
      .execute(),
    tx.db.selectFrom("orders").select(["id", "key"]).where("id", "in", orderIds).execute(),
  ]);
  const legsOf = Map.groupBy(legs, ({ refund_id }) => refund_id);
  const numberOf = new Map(orders.map(({ id, key }) => [id, key]));
  return refunds.map((refund) => ({
    ...viewOf(refund, legsOf.get(refund.id) ?? [], role !== "shopper"),
    orderNumber: numberOf.get(refund.order_id) ?? "",
  }));
}

/** The refunds of an order, latest first. */
export async function viewRefundsOfOrder(tx: DatabaseTx, orderId: string, actor: Actor): Promise<View[]> {
  const ofOrder = tx.db.selectFrom("refunds").selectAll().where("order_id", "=", orderId);
  // What a gift became is told to whoever was given it, and to nobody who bought it.
  const shown = actor.role === "shopper" ? ofOrder.where("holder_id", "is", null) : ofOrder;
  const refunds = await shown.orderBy("intended_at", "desc").orderBy("id", "desc").execute();
  return viewRefunds(tx, refunds, actor);
}

/** @throws not-found (404) */
export async function viewRefund(tx: DatabaseTx, refundId: string, actor: Actor): Promise<View> {
  const refunds = await tx.db.selectFrom("refunds").selectAll().where("id", "=", refundId).execute();
  const [view] = await viewRefunds(tx, refunds, actor);
  if (!view) throw notFound();
  return view;
}

function viewOf(refund: Refund, legs: readonly LegWithMethod[], toStaff: boolean): Omit<View, "orderNumber"> {
  return {
    refundId: refund.id as Id<"rfd">,
    orderId: refund.order_id as Id<"ord">,
    shopperId: refund.shopper_id as Id<"shp">,
    ...(refund.holder_id !== null && { holderId: refund.holder_id as Id<"shp"> }),
    ...{ amount: refund.amount, currency: refund.currency, destination: refund.destination, reason: refund.reason },
    ...(toStaff && { reference: refund.reference }),
    parts: RefundParts.parse(refund.parts),
    state: stateOf(refund, legs),
    arrived: sum(legs.filter(({ state }) => state === "succeeded")),
    missing: refund.cancelled_at === null ? missingOf(refund, legs) : 0n,
    intendedAt: refund.intended_at,
    ...(refund.settled_at !== null && { settledAt: refund.settled_at }),
    ...(refund.cancelled_at !== null && { cancelledAt: refund.cancelled_at }),
    legs: legs.map((leg) => viewLeg(leg, toStaff)),
  };
}

function viewLeg(leg: LegWithMethod, toStaff: boolean): View["legs"][number] {
  return {
    legId: leg.id as Id<"rfl">,
    provider: leg.provider,
    ...(leg.method !== null && { method: leg.method }),
    ...(leg.last_four !== null && { cardLastFour: leg.last_four }),
    ...{ amount: leg.amount, state: leg.state },
    ...(leg.terminal_at !== null && { endedAt: leg.terminal_at }),
    ...(toStaff && leg.provider_reference !== null && { providerReference: leg.provider_reference }),
    ...(toStaff && leg.failure !== null && { failure: leg.failure }),
  };
}

/** `stuck`: it will not arrive unless somebody does something. The same rule stands in the search. */
function stateOf(refund: Refund, legs: readonly Leg[]): View["state"] {
  if (refund.cancelled_at !== null) return "cancelled";
  if (refund.settled_at !== null) return "arrived";
  const isStuck = legs.some(({ state }) => state === "unknown") || missingOf(refund, legs) > 0n;
  return isStuck ? "stuck" : "on-its-way";
}

/** What is neither paid nor on its way, because a leg failed. */
export function missingOf({ amount }: Pick<Refund, "amount">, legs: readonly Leg[]): bigint {
  return amount - sum(legs.filter(isLive));
}

function sum(legs: readonly Leg[]): bigint {
  return legs.reduce((total, { amount }) => total + amount, 0n);
}
