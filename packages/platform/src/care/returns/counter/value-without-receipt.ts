import { sql } from "kysely";
import type { z } from "zod";
import { readRetailer } from "../../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { problemKind } from "../../../foundation/problems/index.ts";
import type { valueWithoutReceipt } from "./counter.contract.ts";
import { readCounterRules } from "./counter-rules.ts";

/** Nothing is taken back without a receipt here. */
const receiptNeeded = problemKind("receipt-needed", 409);

const dayMs = 86_400_000;

interface Wanted {
  readonly shopperId?: string | undefined;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

type Value = z.output<typeof valueWithoutReceipt.output>;

/** What one piece of an article is worth without a receipt; minor units. */
interface Worth {
  readonly sku: string;
  readonly title: string | null;
  /** The least that anybody paid for a piece in the period; null where nobody bought it. */
  readonly paid: bigint | null;
  /** What it costs now; null where that is not known. */
  readonly price: bigint | null;
}

/**
 * What goods without a receipt are worth by the rule in force, and what of its cap the shopper has used. Nobody can be given more than the
 * goods can have cost: of all prices in the period the lowest counts, as whoever brings them may have paid just that.
 * @throws receipt-needed (409) where the rules take nothing back without one
 */
export async function valueUnproven(tx: DatabaseTx, now: Date, { shopperId, lines }: Wanted): Promise<Value> {
  const { rules } = await readCounterRules(tx, now);
  const rule = rules.withoutReceipt;
  if (!rule) throw receiptNeeded();
  const { currency } = await readRetailer(tx);
  const since = new Date(now.getTime() - rule.lowestPriceOfDays * dayMs);
  const worth = await readWorth(tx, { skus: lines.map(({ sku }) => sku), currency, since, now });
  const valued = lines.map(({ sku: code, quantity }) => {
    const known = worth.get(code);
    const lowest = known && lowestOf(known);
    const title = known?.title ?? undefined;
    return {
      ...{ sku: known?.sku ?? code, code, quantity, amount: (lowest?.each ?? 0n) * BigInt(quantity) },
      ...(title !== undefined && { title }),
      ...lowest,
    };
  });
  const amount = valued.reduce((sum, line) => sum + line.amount, 0n);
  const before =
    shopperId === undefined
      ? 0n
      : await givenBefore(tx, shopperId, currency, new Date(now.getTime() - rule.capDays * dayMs));
  const cap = BigInt(rule.cap);
  return {
    ...{ currency, lines: valued, amount, before, cap, capDays: rule.capDays },
    ...{ lowestPriceOfDays: rule.lowestPriceOfDays, needsManager: before + amount > cap },
  };
}

/** The lower of what was paid and what it costs; undefined where neither is known. Pure. */
export function lowestOf({ paid, price }: Pick<Worth, "paid" | "price">) {
  if (paid === null && price === null) return undefined;
  return price === null || (paid !== null && paid <= price)
    ? { each: paid ?? 0n, by: "paid" as const }
    : { each: price, by: "price" as const };
}

interface Period {
  readonly skus: readonly string[];
  readonly currency: string;
  readonly since: Date;
  readonly now: Date;
}

async function readWorth(tx: DatabaseTx, { skus, currency, since, now }: Period): Promise<Map<string, Worth>> {
  const { rows } = await sql<Worth & { code: string }>`
    select w.code, w.sku, coalesce(bought.title, variant.title) as title, bought.paid, variant.price
    from (
      select code, coalesce((select min(v.sku) from variants v where v.barcode = code), code) as sku
      from unnest(${[...new Set(skus)]}::text[]) as asked (code)
    ) w
    left join lateral (
      select min(l.paid / l.quantity) as paid, max(l.title) as title
      from order_lines l join orders o on o.id = l.order_id
      where l.sku = w.sku and l.placed_at > ${since} and l.placed_at <= ${now} and o.currency = ${currency}
    ) bought on true
    left join lateral (
      select min(v.price) filter (where v.currency = ${currency}) as price,
        max(nullif(concat_ws(', ', p.title, v.title), '')) as title
      from variants v left join products p on p.id = v.product_id where v.sku = w.sku
    ) variant on true`.execute(tx.db);
  return new Map(rows.map(({ code, ...worth }) => [code, worth]));
}

async function givenBefore(tx: DatabaseTx, shopperId: string, currency: string, since: Date): Promise<bigint> {
  const { rows } = await sql<{ given: bigint }>`
    select coalesce(sum(u.amount), 0)::bigint as given
    from unproven_returns u join shoppers s on s.id = u.shopper_id
    where coalesce(s.merged_into, s.id) = (select coalesce(merged_into, id) from shoppers where id = ${shopperId})
      and u.currency = ${currency} and u.taken_at > ${since}`.execute(tx.db);
  return rows[0]?.given ?? 0n;
}
