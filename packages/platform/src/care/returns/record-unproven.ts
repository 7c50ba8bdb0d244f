import { returnRecorded } from "../../facts/returns/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { counterSource, nextReturnNumber } from "./record-return.ts";

interface UnprovenGoods {
  readonly shopperId: Id<"shp">;
  readonly currency: string;
  readonly storeId: Id<"sto">;
  readonly at: Date;
  readonly taken: readonly {
    readonly sku: string;
    readonly title: string | undefined;
    readonly quantity: number;
    readonly reason: string | undefined;
    /** What is given for them, minor units. */
    readonly amount: bigint;
  }[];
}

/** Writes down goods that came back without a receipt: of unknown origin, whatever their shopper may have bought. Answers the return's id. */
export async function recordUnproven(
  tx: Tx,
  { shopperId, currency, storeId, at, taken }: UnprovenGoods,
): Promise<Id<"ret">> {
  const returnId = newId<"ret">();
  const number = await nextReturnNumber(tx);
  await tx.db
    .insertInto("returns")
    .values({
      ...{ id: returnId, shopper_id: shopperId, source: counterSource, key: number, returned_at: at },
      ...{ channel: "store", store_id: storeId, currency },
      amount: taken.reduce((sum, { amount }) => sum + amount, 0n),
      units: taken.reduce((sum, { quantity }) => sum + quantity, 0),
    })
    .execute();
  const lines = taken.map(({ sku, title, quantity, amount, reason }, index) => ({
    ...{ return_id: returnId, line: index + 1, record_line: index + 1, shopper_id: shopperId },
    ...{ sku, title: title ?? null, category: null, quantity, amount, reason: reason ?? null },
    ...{ order_id: null, order_line: null },
  }));
  await tx.db.insertInto("return_lines").values(lines).execute();
  await tx.append(
    returnRecorded({
      subject: shopperId,
      at,
      data: {
        ...{ returnId, shopperId, number, channel: "store", currency, storeId },
        lines: taken.map(({ sku, quantity, amount, reason }) => ({
          ...{ sku, quantity, amount },
          ...(reason !== undefined && { reason }),
        })),
      },
    }),
  );
  return returnId;
}
