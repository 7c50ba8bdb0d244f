import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";

/** How much of an order can still be promised back; minor units. */
export interface Ceiling {
  readonly paid: bigint;
  /** Given back by a till or a shop by itself. */
  readonly elsewhere: bigint;
  /** Promised by refunds of ours, arrived or not. */
  readonly intended: bigint;
  readonly available: bigint;
}

/** What a return says was given back for a line of the order. */
export interface ReturnedLine {
  readonly returnId: string;
  readonly line: number;
  readonly amount: bigint;
}

/**
 * The one ceiling over all tenders: refunds to a card and to store credit count together, or each could hand back everything. What was
 * paid is the sum of the payments, and the order's total where the shop sends none. Credit given beyond a refund is no refund and
 * does not count.
 */
export function ceilingOf(known: {
  readonly payments: readonly bigint[];
  readonly orderTotal: bigint;
  readonly elsewhere: bigint;
  readonly intended: bigint;
}): Ceiling {
  const { payments, orderTotal, elsewhere, intended } = known;
  const paid = payments.length > 0 ? payments.reduce((sum, amount) => sum + amount, 0n) : orderTotal;
  const left = paid - elsewhere - intended;
  return { paid, elsewhere, intended, available: left > 0n ? left : 0n };
}

/**
 * What returns of an order gave back apart from refunds of ours. A part of a refund that names the return pays for it; one that does not is
 * other money, also for the same line: a till hands out cash for what was refunded as lost.
 */
export function paidElsewhere(returned: readonly ReturnedLine[], parts: readonly RefundPart[]): bigint {
  const left = new Map<string, bigint>();
  for (const { returnId, line, amount } of returned) {
    const place = `${returnId}/${line}`;
    left.set(place, (left.get(place) ?? 0n) + amount);
  }
  for (const part of parts) {
    if (part.kind !== "goods" || part.returnId === undefined) continue;
    const place = `${part.returnId}/${part.line}`;
    const given = left.get(place);
    if (given !== undefined) left.set(place, given > part.amount ? given - part.amount : 0n);
  }
  return [...left.values()].reduce((sum, amount) => sum + amount, 0n);
}
