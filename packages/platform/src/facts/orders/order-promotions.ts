import { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type OrderPromotion, PromotionNeeds, PromotionShares } from "./order-promotion.schema.ts";

/** The promotions that made up an order's discounts; empty where the shop sends none. */
export async function readPromotions(tx: DatabaseTx, orderId: string): Promise<OrderPromotion[]> {
  const rows = await tx.db
    .selectFrom("order_promotions")
    .select(["key", "title", "needs", "lines"])
    .where("order_id", "=", orderId)
    .orderBy("place")
    .execute();
  return rows.map(({ key, title, needs, lines }) => ({
    ...{ key, needs: PromotionNeeds.parse(needs), lines: PromotionShares.parse(lines) },
    ...(title !== null && { title }),
  }));
}

interface StatedPromotions {
  readonly orderId: string;
  readonly promotions: readonly OrderPromotion[];
}

/** Writes down the promotions of orders that are recorded now. */
export async function keepPromotions(tx: DatabaseTx, orders: readonly StatedPromotions[]): Promise<void> {
  const rows = orders.flatMap(({ orderId, promotions }) =>
    promotions.map(({ key, title, needs, lines }, index) => ({
      ...{ order_id: orderId, place: index + 1, key, title: title ?? null },
      needs: JSON.stringify(z.encode(PromotionNeeds, needs)),
      lines: JSON.stringify(z.encode(PromotionShares, lines)),
    })),
  );
  if (rows.length > 0) await tx.db.insertInto("order_promotions").values(rows).execute();
}
