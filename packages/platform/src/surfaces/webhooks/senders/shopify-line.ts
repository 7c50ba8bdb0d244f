import { z } from "zod";
import { SentText } from "./sent-values.ts";

export const ShopifyLine = z.object({
  ...{ id: SentText, sku: SentText, variant_id: SentText, product_id: SentText },
  quantity: z.int().min(1),
});

/** What an article is known by: shops can sell without a SKU, and then the variant has an identifier of its own. */
export function skuOf({ id, sku, variant_id, product_id }: z.output<typeof ShopifyLine>): string {
  if (sku !== undefined) return sku;
  if (variant_id !== undefined) return `variant/${variant_id}`;
  return product_id === undefined ? `line/${id}` : `product/${product_id}`;
}

/** The number under which an order is recorded: `#1001` is 1001. */
export function orderKey(name: string): string {
  return name.replace(/^#/, "");
}
