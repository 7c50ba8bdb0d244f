import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import type { Batch, Entry } from "./batch.ts";

/**
 * Records products with their variants. A product that was only known by its stock code on an order gives way to the
 * shop's own record; a known product gets the variants that it did not have, the attributes and every variant the stock that was sent.
 */
export async function recordProducts(batch: Batch): Promise<void> {
  const entries = await rejectForeignSkus(batch, batch.undecided("product"));
  if (entries.length === 0) return;
  const { db } = batch.tx;
  const { source } = batch;
  const products = entries.map(({ record: { id: key, title, brand, category } }) => ({
    ...{ id: newId<"prd">(), key, title, brand, category },
  }));
  const json = JSON.stringify(products);
  const inserted = await sql<{ key: string }>`
    insert into products (id, source, key, title, brand, category)
    select id, ${source}, key, title, brand, category
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, key text, title text, brand text, category text)
    order by key on conflict (source, key) do nothing returning key`.execute(db);
  const changed = new Set([
    ...inserted.rows.map((row) => row.key),
    ...(await recordVariants(batch, entries)),
    ...(await recordAttributes(batch, entries)),
    ...(await recordStock(batch, entries)),
  ]);
  const named = await sql<{ key: string }>`
    update products p set title = r.title, brand = r.brand, category = r.category, implicit = false
    from jsonb_to_recordset(${json}::jsonb) as r (key text, title text, brand text, category text)
    where p.source = ${source} and p.key = r.key and p.implicit returning p.key`.execute(db);
  for (const { key } of named.rows) changed.add(key);
  const skus = entries.flatMap(({ record }) => record.variants.map((variant) => variant.sku));
  await sql`
    delete from products p where p.source = ${source} and p.key = any(${skus}) and p.implicit
      and not exists (select from variants v where v.product_id = p.id)`.execute(db);
  for (const entry of entries) {
    if (changed.has(entry.record.id)) batch.take(entry);
    else batch.know(entry);
  }
}

/** @returns the keys of the products that got a variant they did not have */
async function recordVariants(batch: Batch, entries: readonly Entry<"product">[]): Promise<string[]> {
  const variants = entries.flatMap(({ record }) =>
    record.variants.map((variant) => ({
      ...variant,
      id: newId<"var">(),
      product: record.id,
      price: variant.price === undefined ? undefined : Number(variant.price),
      cost: variant.cost === undefined ? undefined : Number(variant.cost),
      currency: record.currency,
    })),
  );
  const { rows } = await sql<{ key: string }>`
    with news as (
      insert into variants (id, product_id, source, sku, title, barcode, price, cost, currency, weight_grams)
      select r.id, p.id, ${batch.source}, r.sku, r.title, r.barcode, r.price, r.cost, r.currency, r."weightGrams"
      from jsonb_to_recordset(${JSON.stringify(variants)}::jsonb) as r (id uuid, product text, sku text, title text,
        barcode text, price bigint, cost bigint, currency text, "weightGrams" int)
      join products p on p.source = ${batch.source} and p.key = r.product
      order by r.sku
      on conflict (source, sku) do update set product_id = excluded.product_id, title = excluded.title,
        barcode = excluded.barcode, price = excluded.price, cost = excluded.cost, currency = excluded.currency,
        weight_grams = excluded.weight_grams
      where exists (select from products p where p.id = variants.product_id and p.implicit)
      returning product_id
    )
    select distinct p.key from news join products p on p.id = news.product_id`.execute(batch.tx.db);
  return rows.map((row) => row.key);
}

/**
 * Rows are locked in one order for everybody, lest two batches wait for each other.
 * @returns the keys of the products that are like something else now
 */
async function recordAttributes({ tx, source }: Batch, entries: readonly Entry<"product">[]): Promise<string[]> {
  const said = entries.flatMap(({ record: { id: key, attributes } }) =>
    attributes === undefined ? [] : [{ key, attributes }],
  );
  if (said.length === 0) return [];
  const { rows } = await sql<{ key: string }>`
    with news as materialized (
      select p.id, r.attributes from products p
      join jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as r (key text, attributes jsonb)
        on p.source = ${source} and p.key = r.key and p.attributes is distinct from r.attributes
      order by p.id for no key update of p
    )
    update products p set attributes = news.attributes from news where p.id = news.id returning p.key`.execute(tx.db);
  return rows.map(({ key }) => key);
}

/**
 * Rows are locked in one order for everybody, lest two batches wait for each other.
 * @returns the keys of the products whose stock has changed
 */
async function recordStock({ tx, source }: Batch, entries: readonly Entry<"product">[]): Promise<string[]> {
  const levels = entries.flatMap(({ record: { id: product, variants } }) =>
    variants.flatMap(({ sku, stock }) => (stock === undefined ? [] : [{ product, sku, stock }])),
  );
  if (levels.length === 0) return [];
  const { rows } = await sql<{ product: string }>`
    with news as materialized (
      select v.id, r.product, r.stock from variants v
      join jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) as r (product text, sku text, stock int)
        on v.source = ${source} and v.sku = r.sku and v.in_stock is distinct from r.stock
      order by v.id for no key update of v
    )
    update variants v set in_stock = news.stock from news where v.id = news.id returning news.product`.execute(tx.db);
  return rows.map(({ product }) => product);
}

/** A stock code stands for one product: a record that claims another product's is rejected. */
async function rejectForeignSkus(batch: Batch, entries: Entry<"product">[]): Promise<Entry<"product">[]> {
  if (entries.length === 0) return [];
  const skus = entries.flatMap(({ record }) => record.variants.map((variant) => variant.sku));
  const { rows } = await sql<{ sku: string; key: string }>`
    select v.sku, p.key from variants v join products p on p.id = v.product_id
    where v.source = ${batch.source} and v.sku = any(${skus}) and not p.implicit`.execute(batch.tx.db);
  const ownerOf = new Map(rows.map((row) => [row.sku, row.key]));
  return entries.filter((entry) => {
    const { id, variants } = entry.record;
    for (const [i, { sku }] of variants.entries()) {
      const owner = ownerOf.get(sku);
      if (owner !== undefined && owner !== id) {
        batch.reject(
          entry,
          `variants/${i}/sku`,
          `${sku} is a variant of the product ${owner}; give each variant its own`,
        );
        return false;
      }
      ownerOf.set(sku, id);
    }
    return true;
  });
}
