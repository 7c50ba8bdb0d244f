import { z } from "zod";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import type { Reading } from "../sender.ts";
import type { ShopArrival, ShopReturnNews } from "../shop-return.ts";
import { instantOf, SentText } from "./sent-values.ts";

const Units = z
  .int()
  .min(0)
  .nullish()
  .transform((count) => count ?? 0);

export const MedusaReturn = z.object({
  id: z.string().min(1),
  status: z.enum(["open", "requested", "partially_received", "received", "canceled"]),
  ...{ created_at: SentText, updated_at: SentText, received_at: SentText },
  items: z.array(
    z.object({
      item_id: z.string().min(1),
      quantity: z.int().min(0),
      received_quantity: Units,
      /** Of what came: not fit for sale. It has come all the same. */
      damaged_quantity: Units,
      reason: z.object({ value: SentText }).nullish().catch(undefined),
      note: SentText,
    }),
  ),
});
type MedusaReturn = z.output<typeof MedusaReturn>;

/** An article of an order. */
interface MedusaItem {
  readonly id: string;
  readonly variant_sku?: string | undefined;
  readonly variant_id?: string | undefined;
}

/** An article need not have a stock code, nor be of the catalogue. */
export function skuOf({ id, variant_sku, variant_id }: MedusaItem): string {
  return variant_sku ?? (variant_id === undefined ? `item/${id}` : `variant/${variant_id}`);
}

interface Known {
  readonly order: string;
  readonly timeZone: string;
  readonly currency: string;
}

/**
 * Returns as they stand: what is awaited of them, and what has come so far. Medusa counts what came in all, so that a record says the same: what
 * was recorded before is taken off when it is taken.
 */
export function readMedusaReturns(
  returns: readonly MedusaReturn[],
  items: readonly MedusaItem[],
  known: Known,
): Pick<Reading, "shopReturns" | "shopArrivals"> & { readonly records: IntakeRecordJson[] } {
  const ordered = new Map(items.map((item) => [item.id, item]));
  const shopReturns: ShopReturnNews[] = [];
  const shopArrivals: ShopArrival[] = [];
  const records: IntakeRecordJson[] = [];
  for (const one of returns) {
    shopReturns.push(newsOf(one, known));
    const came = one.items.filter((item) => arrived(item) > 0 && ordered.has(item.item_id));
    const at = instantOf(one.received_at ?? one.updated_at ?? one.created_at, known.timeZone);
    if (came.length === 0 || !at) continue;
    const id = `return/${one.id}`;
    shopArrivals.push({ key: one.id, order: known.order, record: id, inAll: true });
    records.push({
      ...{ type: "return", id, order: known.order, at: at.toISOString(), channel: "online", currency: known.currency },
      lines: came.map((item) => {
        const sku = skuOf(ordered.get(item.item_id) ?? { id: item.item_id });
        return { sku, line: item.item_id, quantity: arrived(item) };
      }),
    });
  }
  return { records, ...(returns.length > 0 && { shopReturns }), ...(shopArrivals.length > 0 && { shopArrivals }) };
}

function newsOf({ id: key, status, items }: MedusaReturn, { order }: Known): ShopReturnNews {
  if (status === "canceled") return { key, order, says: "cancelled", lines: [] };
  if (status === "received") return { key, order, says: "closed", lines: [] };
  const awaited = items.filter((item) => item.quantity > arrived(item));
  const lines = awaited.map((item) => ({
    ...{ reference: item.item_id, quantity: item.quantity - arrived(item), reason: item.reason?.value ?? "unknown" },
    detail: item.note?.slice(0, 2_000),
  }));
  // Open is what a shopper or the desk is still putting together.
  return { key, order, says: status === "open" ? "requested" : "approved", lines };
}

function arrived(item: MedusaReturn["items"][number]): number {
  return item.received_quantity + item.damaged_quantity;
}
