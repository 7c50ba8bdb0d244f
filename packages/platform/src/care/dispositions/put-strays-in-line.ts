import { sql } from "kysely";
import { strayReceived } from "../../facts/items/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import type { Stray } from "./disposition.schema.ts";
import { itemProcess } from "./item.ts";

interface CameAstray {
  /** With what they came in: the same goods of one receipt wait once. */
  readonly receiptId: string;
  readonly storeId?: Id<"sto"> | undefined;
  /** The announced return with whose goods they came. */
  readonly request?: { readonly id: string; readonly order_id: string; readonly currency: string } | undefined;
  /** Of nobody who is known, a guest of their own. */
  readonly shopperId: Id<"shp">;
  readonly trackingNumber?: string | undefined;
  /** `sku` may be a barcode. */
  readonly goods: readonly { readonly sku: string; readonly quantity: number; readonly kind: Stray }[];
}

/**
 * What came in that nobody had announced waits to be looked at like anything else. Nothing was paid for it and nothing is given for it. Whose it is, is
 * known as far as it came with a return of theirs; before that is sorted out, nobody can do with it as if it were ours.
 */
export async function putStraysInLine({ tx, clock }: { readonly tx: Tx; readonly clock: Clock }, came: CameAstray) {
  const { receiptId, storeId, request, shopperId, trackingNumber, goods } = came;
  const at = clock.now();
  const known = await readKnown(
    tx,
    goods.map(({ sku }) => sku),
    storeId,
  );
  const currency = request?.currency ?? (await readRetailer(tx)).currency;
  const items = goods.map(({ sku: code, quantity, kind }, index) => {
    const { sku = code, source = "counter", title = null, category = null } = known.articles.get(code) ?? {};
    return {
      ...{ id: newId<"itm">(), return_id: null, return_line: null, piece: 1, stray: kind },
      ...{ receipt_id: receiptId, receipt_place: index + 1, request_id: request?.id ?? null },
      ...{ tracking_number: trackingNumber ?? null, belongs_to: request ? ("shopper" as const) : null },
      ...{ shopper_id: shopperId, order_id: request?.order_id ?? null, order_line: null },
      ...{ source, sku, title, category, quantity, currency, paid: 0n, reason: null, country: known.country },
      ...{ store_id: storeId ?? null, received_at: at, state: itemProcess.initial },
    };
  });
  const strays = items.map(({ receipt_place: place, sku, quantity, stray: kind }) => {
    return { return_id: receiptId, place, request_id: request?.id ?? null, sku, quantity, kind };
  });
  await tx.db.insertInto("return_strays").values(strays).execute();
  await tx.db.insertInto("items").values(items).execute();
  for (const { id: itemId, sku, quantity, stray: kind } of items) {
    const data = {
      ...{ itemId, shopperId, sku, quantity, kind },
      ...(request && { returnRequestId: request.id as Id<"rrq"> }),
      ...(storeId !== undefined && { storeId }),
    };
    await tx.append(strayReceived({ subject: shopperId, at, data }));
  }
  return items.map(({ id }) => id);
}

interface Article {
  readonly sku: string;
  readonly source: string;
  readonly title: string | null;
  readonly category: string | null;
}

/** What the catalogue knows of stock codes and barcodes, and in which country a store, or else the warehouse, is. */
async function readKnown({ db }: Tx, codes: readonly string[], storeId: string | undefined) {
  const { rows } = await sql<Article & { code: string }>`
    select distinct on (c.code) c.code, v.sku, v.source, nullif(concat_ws(', ', p.title, v.title), '') as title, p.category
    from unnest(${[...new Set(codes)]}::text[]) as c (code)
    join variants v on v.sku = c.code or v.barcode = c.code
    left join products p on p.id = v.product_id
    order by c.code, v.sku <> c.code, v.sku`.execute(db);
  const place = await sql<{ country: string | null }>`
    select coalesce(
      (select country from stores where id = ${storeId ?? null}),
      (select country from shipping_origins where store_id is null order by closed, key limit 1)) as country`.execute(
    db,
  );
  return {
    articles: new Map(rows.map(({ code, ...article }) => [code, article])),
    country: place.rows[0]?.country ?? null,
  };
}
