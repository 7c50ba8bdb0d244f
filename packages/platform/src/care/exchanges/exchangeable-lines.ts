import type { DatabaseTx } from "../../foundation/database/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";

/** Units of an order's line that could go back, with what was paid for them; minor units. */
export interface ExchangeableUnits {
  readonly line: number;
  readonly source: string;
  readonly sku: string;
  readonly quantity: number;
  readonly value: bigint;
}

/**
 * What the named units of an order are worth in exchange: their own share of what was paid, after those that came back or are announced.
 * @throws not-found (404) for an order or a line that is not there, bad-input (400) where fewer units are left
 */
export async function exchangeableLines(
  tx: DatabaseTx,
  orderId: string,
  wanted: readonly { readonly line: number; readonly quantity: number }[],
): Promise<{ readonly currency: string; readonly lines: readonly ExchangeableUnits[] }> {
  const order = await tx.db.selectFrom("orders").select(["currency"]).where("id", "=", orderId).executeTakeFirst();
  if (!order) throw notFound({ field: "orderId" });
  const rows = await tx.db
    .selectFrom("order_lines")
    .select(["line", "source", "sku", "quantity", "paid", "returned_quantity", "requested_quantity"])
    .where("order_id", "=", orderId)
    .execute();
  const lines = wanted.map(({ line, quantity }, index) => {
    const bought = rows.find((row) => row.line === line);
    if (!bought) throw notFound({ field: `lines/${index}/line` });
    const before = bought.returned_quantity + bought.requested_quantity;
    if (before + quantity > bought.quantity) {
      const reason = `is ${quantity}; ${bought.quantity - before} of line ${line} can still go back`;
      const field = `lines/${index}/quantity`;
      throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
    }
    const value = paidForUnits(bought.paid, bought.quantity, before, quantity);
    return { line, source: bought.source, sku: bought.sku, quantity, value };
  });
  return { currency: order.currency, lines };
}
