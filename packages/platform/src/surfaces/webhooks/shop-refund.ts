import type { RefundPart, RefundReason } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { readOrderMoney, recordOutsideRefund } from "../../means/refunds/index.ts";
import { orderOfShop } from "./order-of-shop.ts";

/** Money that a shop's own system has given back, as it tells it. Amounts in minor units. */
export interface ShopRefund {
  /** What it is called for ever: the reference under which it counts once. */
  readonly key: string;
  /** Number or reference. */
  readonly order: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly shipping: bigint;
  /** Empty where the shop does not say what it is for. */
  readonly lines: readonly {
    readonly sku: string;
    readonly reference: string | undefined;
    readonly quantity: number;
    readonly amount: bigint;
  }[];
  /** The number of the return with which goods of it came back. */
  readonly broughtBack?: string;
  readonly reason: RefundReason;
}

/**
 * Counts a refund of the shop's under the order's one ceiling, once. What is for goods that came back names their return, so that the same
 * money is not counted as given back elsewhere as well.
 * @returns whether it was news
 * @throws refund-exceeds-paid, refund-part-exceeds-paid (409) where more went back than we know to have been paid: a person looks at it
 */
export async function takeShopRefund(tx: Tx, clock: Clock, source: string, given: ShopRefund): Promise<boolean> {
  const order = await orderOfShop(tx, source, given.order);
  if (order.currency !== given.currency)
    throw new Error(`pays back in ${given.currency} what was paid in ${order.currency}`);
  const known = await tx.db
    .selectFrom("refunds")
    .select("id")
    .where("order_id", "=", order.id)
    .where("reference", "=", given.key)
    .executeTakeFirst();
  if (known) return false;
  const { amount, reason, key: reference } = given;
  const parts =
    given.lines.length > 0 ? await partsOf(tx, source, order.id, given) : await guessParts(tx, order.id, given);
  await recordOutsideRefund(tx, clock, { orderId: order.id, amount, parts, reason, reference, actor: source });
  return true;
}

async function partsOf(tx: Tx, source: string, orderId: string, given: ShopRefund): Promise<RefundPart[]> {
  const undone = await undoneBy(tx, source, orderId, given.broughtBack);
  const named = await tx.db
    .selectFrom("order_lines as l")
    .leftJoin("order_line_references as r", (join) =>
      join.onRef("r.order_id", "=", "l.order_id").onRef("r.line", "=", "l.line"),
    )
    .select(["l.line", "l.sku", "r.reference"])
    .where("l.order_id", "=", orderId)
    .orderBy("l.line")
    .execute();
  const parts: RefundPart[] = given.lines.flatMap((one) => {
    if (one.amount === 0n) return [];
    const line = (
      named.find(({ reference }) => reference !== null && reference === one.reference) ??
      named.find(({ sku }) => sku === one.sku)
    )?.line;
    const back = undone.find((each) => each.line === line && each.quantity >= one.quantity);
    if (line === undefined) return [];
    const { quantity, amount } = one;
    return [{ kind: "goods", line, quantity, amount, ...(back && { returnId: back.returnId }) }];
  });
  if (given.shipping > 0n) parts.push({ kind: "shipping", amount: given.shipping });
  const rest = given.amount - parts.reduce((sum, part) => sum + part.amount, 0n);
  return rest > 0n ? [...parts, { kind: "goodwill", amount: rest }] : parts;
}

/** Of money of which the shop does not say what it is for: what came back and nobody was paid for yet, and beyond that no line. */
async function guessParts(tx: Tx, orderId: string, { amount }: ShopRefund): Promise<RefundPart[]> {
  const rows = await tx.db
    .selectFrom("return_lines as l")
    .innerJoin("returns as r", "r.id", "l.return_id")
    .select(["r.id", "r.request_id", "l.order_line as line", "l.quantity", "l.amount"])
    .where("l.order_id", "=", orderId)
    .where("r.cancelled", "=", false)
    .orderBy("r.returned_at")
    .orderBy("r.id")
    .orderBy("l.line")
    .execute();
  const { parts: before } = await readOrderMoney(tx, orderId);
  const named = before.filter((part) => part.kind === "goods").map((part) => ({ ...part }));
  let left = amount;
  const parts = rows.flatMap(({ id, request_id, line, quantity, amount: worth }): RefundPart[] => {
    // What earlier refunds were for, each counted against one return.
    let [owed, units] = [worth, quantity];
    for (const part of named.filter((one) => one.line === line)) {
      const [money, pieces] = [part.amount < owed ? part.amount : owed, Math.min(part.quantity, units)];
      [owed, units] = [owed - money, units - pieces];
      [part.amount, part.quantity] = [part.amount - money, part.quantity - pieces];
    }
    const share = owed < left ? owed : left;
    if (line === null || share === 0n || units === 0) return [];
    left -= share;
    // For as many pieces as it pays for, so that the rest can still be paid for by another.
    const paidFor = Math.max(1, Math.ceil((units * Number(share)) / Number(owed)));
    const of = request_id === null && { returnId: id as Id<"ret"> };
    return [{ kind: "goods", line, quantity: paidFor, amount: share, ...of }];
  });
  return left > 0n ? [...parts, { kind: "goodwill", amount: left }] : parts;
}

async function undoneBy(tx: Tx, source: string, orderId: string, number: string | undefined) {
  if (number === undefined) return [];
  const rows = await tx.db
    .selectFrom("returns as r")
    .innerJoin("return_lines as l", "l.return_id", "r.id")
    .select(["r.id", "l.order_line as line", "l.quantity"])
    .where("r.source", "=", source)
    .where("r.key", "=", number)
    // Of a return with a request the money is never given back elsewhere: its part names the line alone.
    .where("r.request_id", "is", null)
    .where("l.order_id", "=", orderId)
    .execute();
  return rows.map(({ id, line, quantity }) => ({ returnId: id as Id<"ret">, line: line ?? 0, quantity }));
}
