import { sql } from "kysely";
import { countReturned, returnRecorded } from "../../facts/returns/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import type { Purchase } from "./lock-purchase.ts";
import type { TakenUnits } from "./take-units.ts";

interface ReceivedGoods {
  /** With its lines locked. */
  readonly purchase: Omit<Purchase, "lines">;
  readonly taken: readonly (TakenUnits & { readonly paidAhead?: number })[];
  /** Where they were handed over; undefined for what a carrier brought. */
  readonly storeId?: Id<"sto"> | undefined;
  readonly at: Date;
  /** The request on which they came. */
  readonly requestId?: Id<"rrq">;
  readonly returnId?: Id<"ret">;
}

/** Where a return was first written down, when it was here and not in another system. */
export const counterSource = "counter";

/** Writes down goods that came in, with their lines, counts the units as returned, and appends the fact. Answers the return's id. */
export async function recordReturn(tx: Tx, received: ReceivedGoods): Promise<Id<"ret">> {
  const { purchase, taken, storeId, at, requestId, returnId = newId<"ret">() } = received;
  const { orderId, shopperId, currency } = purchase;
  const channel = storeId === undefined ? "online" : "store";
  const number = await nextReturnNumber(tx);
  await tx.db
    .insertInto("returns")
    .values({
      ...{ id: returnId, shopper_id: shopperId, source: counterSource, key: number, returned_at: at, channel },
      ...{ store_id: storeId ?? null, currency, request_id: requestId ?? null },
      amount: taken.reduce((sum, { amount }) => sum + amount, 0n),
      units: taken.reduce((sum, { quantity }) => sum + quantity, 0),
    })
    .execute();
  const lines = taken.map(({ purchased, quantity, amount, reason }, index) => ({
    ...{ return_id: returnId, line: index + 1, record_line: index + 1, shopper_id: shopperId },
    ...{ sku: purchased.sku, title: purchased.title, category: purchased.category, quantity, amount },
    ...{ reason: reason ?? null, order_id: orderId, order_line: purchased.line },
  }));
  await tx.db.insertInto("return_lines").values(lines).execute();
  await countReturned(
    tx,
    taken.map(({ purchased, quantity }) => ({
      ...{ orderId, line: purchased.line, quantity },
      ...(requestId !== undefined && { announced: quantity }),
    })),
  );
  await tx.append(
    returnRecorded({
      subject: shopperId,
      at,
      data: {
        ...{ returnId, shopperId, number, channel, currency, ...(storeId !== undefined && { storeId }) },
        ...(requestId !== undefined && { returnRequestId: requestId }),
        lines: taken.map(({ purchased, quantity, amount, reason, paidAhead }) => ({
          ...{ sku: purchased.sku, quantity, amount, orderId, orderLine: purchased.line },
          ...(paidAhead !== undefined && { paidAhead }),
          ...(purchased.category !== null && { category: purchased.category }),
          ...(reason !== undefined && { reason }),
        })),
      },
    }),
  );
  return returnId;
}

/** `R-100001` and on. A number that was drawn for a return which then failed is never used. */
export async function nextReturnNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: bigint }>`select nextval('return_numbers') as number`.execute(tx.db);
  return `R-${rows[0]!.number}`;
}
