import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { intendRefund } from "../../../means/refunds/index.ts";
import type { ItemTable } from "../../dispositions/index.ts";
import { readPurchase } from "../lock-purchase.ts";
import { recordReturn } from "../record-return.ts";
import { type OpenRequest, openRequestFor, receiveUnits, requireOurs } from "../requests/index.ts";
import { takeUnits } from "../take-units.ts";
import { worthNow } from "../worth-now.ts";

interface Taking {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

interface Wanted {
  readonly orderId: Id<"ord">;
  readonly line: number;
  readonly reason?: string | undefined;
}

/**
 * Goods that nobody had announced are units of an order after all, and come back: on the terms of the announced return that awaits them, or for their own
 * share of what was paid, the way it was paid, within what the order has left. The line is chosen by whoever has them in hand: of a wrong article, what
 * it says on the box is not what it is. The order's lines are locked.
 * @returns what changes of the item
 * @throws not-found (404), already-returned (409), return-of-shop (409)
 */
export async function takeBackStray(taking: Taking, wanted: Wanted, item: ItemTable): Promise<Partial<ItemTable>> {
  const open = await openRequestFor(taking.tx, wanted, item.quantity);
  if (open) requireOurs(open.locked.request);
  return changeOf(taking.tx, open ? await receive(taking, open, item) : await takeBack(taking, wanted, item));
}

async function receive(taking: Taking, { locked, place }: OpenRequest, item: ItemTable): Promise<Id<"ret">> {
  const units = [{ place, quantity: item.quantity }];
  const storeId = (item.store_id as Id<"sto"> | null) ?? undefined;
  return (await receiveUnits(taking, locked, units, { storeId })).returnId;
}

async function takeBack({ tx, clock, actor }: Taking, wanted: Wanted, item: ItemTable): Promise<Id<"ret">> {
  const { orderId, line, reason } = wanted;
  const storeId = (item.store_id as Id<"sto"> | null) ?? undefined;
  const purchase = await readPurchase(tx, { orderId, storeId, lines: [{ line }] });
  const taken = takeUnits(purchase.lines, [{ line, quantity: item.quantity, reason }]);
  const units = await worthNow(tx, orderId, taken);
  const returnId = await recordReturn(tx, { purchase, taken: units, storeId, at: clock.now() });
  const parts = units.flatMap(({ amount, unpaid: quantity }) =>
    amount > 0n ? [{ kind: "goods" as const, line, quantity, amount, returnId }] : [],
  );
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  // Nobody stands at a till: what was paid in cash waits for one.
  if (amount > 0n)
    await intendRefund(tx, clock, {
      ...{ orderId, amount, parts, actor, reason: "returned", destination: "original" },
      reference: `return/${toWire("ret", returnId)}`,
    });
  return returnId;
}

/** The item is what waits for that return's one line, with what was found of it before. */
async function changeOf(tx: DatabaseTx, returnId: string): Promise<Partial<ItemTable>> {
  const row = await tx.db
    .selectFrom("return_lines as l")
    .innerJoin("returns as r", "r.id", "l.return_id")
    .select(["l.line", "l.shopper_id", "l.order_id", "l.order_line", "l.amount", "l.title", "l.category", "l.sku"])
    .select(["l.reason", "r.currency"])
    .where("l.return_id", "=", returnId)
    .orderBy("l.line")
    .executeTakeFirstOrThrow();
  return {
    ...{ return_id: returnId, return_line: row.line, piece: 1, shopper_id: row.shopper_id, order_id: row.order_id },
    ...{ order_line: row.order_line, paid: row.amount, currency: row.currency, reason: row.reason, sku: row.sku },
    ...(row.title !== null && { title: row.title }),
    ...(row.category !== null && { category: row.category }),
    belongs_to: null,
  };
}
