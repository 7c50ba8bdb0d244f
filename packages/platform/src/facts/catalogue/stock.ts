import { type DatabaseTx, statement } from "../../foundation/database/index.ts";

/** How many pieces can be had of each stock code of which it is known: what was counted, less what is kept for somebody. */
export type StockLevels = ReadonlyMap<string, number>;

/** As it comes from the database. */
export type StockRow = Readonly<Record<string, number>>;

/**
 * SQL for an object of the stock levels that are known. Where several systems speak of one stock code, the largest counts: what one of them
 * has can be had.
 * @param skus SQL for an array of stock codes
 */
export function stockKnown(skus: string): string {
  return `(select coalesce(json_object_agg(sku, pieces), '{}') from (
    select sku, greatest(max(in_stock) - coalesce((
      select sum(quantity) from stock_reservations r where r.sku = variants.sku and r.state = 'open'), 0), 0) as pieces
    from variants where in_stock is not null and sku = any(${skus}) group by sku
  ) known)`;
}

export function stockLevels(row: StockRow): StockLevels {
  return new Map(Object.entries(row));
}

const stockOf = statement<[skus: readonly string[]], { readonly stock: StockRow }>(
  "stock-of",
  `select ${stockKnown("$1::text[]")} as stock`,
);

/** Of these stock codes; one of which nothing is known is left out. */
export async function readStock(tx: DatabaseTx, skus: readonly string[]): Promise<StockLevels> {
  const [row] = await stockOf(tx, skus);
  return stockLevels(row?.stock ?? {});
}
