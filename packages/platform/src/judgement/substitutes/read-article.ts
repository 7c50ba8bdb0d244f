import { readStock } from "../../facts/catalogue/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Article } from "./rank-substitutes.ts";

/** One article by its stock code; its price is known only in the currency that it stands in. Undefined where no catalogue has it. */
export async function readArticle(
  tx: DatabaseTx,
  { source, sku, currency }: { readonly source: string; readonly sku: string; readonly currency: string },
): Promise<Article | undefined> {
  const row = await tx.db
    .selectFrom("variants as v")
    .innerJoin("products as p", "p.id", "v.product_id")
    .select(["v.sku", "v.product_id", "v.title", "v.price", "v.currency", "p.title as product_title", "p.attributes"])
    .where("v.source", "=", source)
    .where("v.sku", "=", sku)
    .executeTakeFirst();
  if (!row) return undefined;
  const stock = await readStock(tx, [sku]);
  return {
    ...{ sku, productId: row.product_id, productTitle: row.product_title, title: row.title ?? undefined },
    ...{ attributes: row.attributes, available: stock.get(sku) ?? 0, alsoBought: 0 },
    price: row.price === null || row.currency !== currency ? undefined : row.price,
  };
}
