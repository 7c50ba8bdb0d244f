import { sql } from "kysely";
import { readStock } from "../../facts/catalogue/index.ts";
import { type DatabaseTx, likeText } from "../../foundation/database/index.ts";
import type { Article } from "./rank-substitutes.ts";

interface Wanted {
  /** The system whose catalogue it is. */
  readonly source: string;
  readonly sku: string;
  /** Prices in another are not known. */
  readonly currency: string;
  /** Words of a title: products of any kind that have them all, instead of those of its kind. */
  readonly words?: string | undefined;
}

/** Latest lines with something of the product, whose buyers are looked at for what else they bought. */
const buyersLookedAt = 400;
const otherProducts = 30;

interface Row {
  readonly sku: string;
  readonly product_id: string;
  readonly product_title: string;
  readonly title: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly price: bigint | null;
  readonly currency: string | null;
  readonly also_bought: number;
}

/**
 * What could take an article's place: the article itself, the other variants of its product, and products of its kind, those first that its
 * buyers bought as well, with what can be had of each. Undefined for one that no catalogue has.
 */
export async function readArticles(
  tx: DatabaseTx,
  { source, sku, currency, words }: Wanted,
): Promise<{ readonly article: Article; readonly others: readonly Article[] } | undefined> {
  const pattern = words
    ?.trim()
    .split(/\s+/)
    .map((word) => `%${likeText(word)}%`);
  const among = pattern ? sql`p.title ilike all(${pattern})` : sql`p.category = own.category`;
  const { rows } = await sql<Row>`
    with own as (
      select p.id, p.category from variants v join products p on p.id = v.product_id
      where v.source = ${source} and v.sku = ${sku}
    ), buyers as materialized (
      select distinct shopper_id from (
        select l.shopper_id from order_lines l
        where l.source = ${source} and l.sku in (select v.sku from variants v join own on own.id = v.product_id)
        order by l.placed_at desc limit ${buyersLookedAt}) latest
    ), together as materialized (
      select v.product_id, count(distinct l.shopper_id)::float8 / (select count(*) from buyers) as share
      from buyers join order_lines l on l.shopper_id = buyers.shopper_id
      join variants v on v.source = l.source and v.sku = l.sku
      where v.source = ${source} group by v.product_id
    ), wanted as (
      select id, 0::float8 as share from own
      union all (
        select p.id, coalesce(t.share, 0) from own
        join products p on p.source = ${source} and p.id <> own.id and not p.implicit and ${among}
        left join together t on t.product_id = p.id
        where exists (select from variants v where v.product_id = p.id and v.in_stock > 0 and v.price is not null)
        order by 2 desc, p.key limit ${otherProducts})
    )
    select v.sku, v.product_id, p.title as product_title, v.title, p.attributes, v.price, v.currency, w.share as also_bought
    from wanted w join products p on p.id = w.id join variants v on v.product_id = p.id
    order by v.sku`.execute(tx.db);
  const stock = await readStock(
    tx,
    rows.map((row) => row.sku),
  );
  const articles = rows.map(
    (row): Article => ({
      ...{ sku: row.sku, productId: row.product_id, productTitle: row.product_title },
      ...{ title: row.title ?? undefined, attributes: row.attributes, alsoBought: row.also_bought },
      price: row.price === null || row.currency !== currency ? undefined : row.price,
      available: stock.get(row.sku) ?? 0,
    }),
  );
  const article = articles.find((each) => each.sku === sku);
  return article && { article, others: articles.filter((each) => each !== article) };
}
