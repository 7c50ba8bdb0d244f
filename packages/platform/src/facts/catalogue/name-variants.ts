import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";

/** A stock code as an order or a return mentions it. */
export interface MentionedVariant {
  readonly sku: string;
  readonly title?: string | undefined;
}

/**
 * Makes sure that every mentioned stock code is a variant: an unknown one becomes a product of its own, with the title
 * it was mentioned with and no category, until the shop sends a record of it.
 * @returns the category of each stock code that has one
 */
export async function nameVariants(
  tx: DatabaseTx,
  source: string,
  mentioned: Iterable<MentionedVariant>,
): Promise<Map<string, string>> {
  const titles = new Map<string, string | undefined>();
  for (const { sku, title } of mentioned) if (titles.get(sku) === undefined) titles.set(sku, title);
  const skus = [...titles.keys()].sort();
  if (skus.length === 0) return new Map();
  const { rows } = await sql<{ sku: string; category: string | null }>`
    select v.sku, p.category from variants v join products p on p.id = v.product_id
    where v.source = ${source} and v.sku = any(${skus})`.execute(tx.db);
  const known = new Set(rows.map((row) => row.sku));
  const missing = skus.filter((sku) => !known.has(sku));
  if (missing.length > 0) await addImplicit(tx, source, missing, titles);
  return new Map(rows.flatMap(({ sku, category }) => (category === null ? [] : [[sku, category] as const])));
}

async function addImplicit(
  tx: DatabaseTx,
  source: string,
  skus: readonly string[],
  titles: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  const json = JSON.stringify(
    skus.map((sku) => ({ product: newId<"prd">(), variant: newId<"var">(), sku, title: titles.get(sku) ?? sku })),
  );
  // Two statements, because parts of one do not see each other's rows. A product of that key may have come from
  // another transaction just now; then its row is the one to use.
  await sql`
    insert into products (id, source, key, title, implicit)
    select product, ${source}, sku, title, true
    from jsonb_to_recordset(${json}::jsonb) as m (product uuid, sku text, title text)
    on conflict (source, key) do nothing`.execute(tx.db);
  await sql`
    insert into variants (id, product_id, source, sku)
    select m.variant, p.id, ${source}, m.sku
    from jsonb_to_recordset(${json}::jsonb) as m (variant uuid, sku text)
    join products p on p.source = ${source} and p.key = m.sku
    on conflict (source, sku) do nothing`.execute(tx.db);
}
