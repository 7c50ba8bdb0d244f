import { sql } from "kysely";
import type { ContentMoment } from "../../facts/content/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type MatchedItem, matchContent } from "./match-content.ts";
import type { Goods } from "./read-goods.ts";
import { type ContentItem, readItems } from "./read-items.ts";

export interface ChosenContent extends MatchedItem {
  readonly item: ContentItem;
}

/** The items in use of a moment that fit these goods, closest first. */
export async function chooseContent(
  tx: DatabaseTx,
  goods: readonly Goods[],
  moment: ContentMoment,
  most?: number,
): Promise<ChosenContent[]> {
  if (goods.length === 0) return [];
  const items = await readItems(tx, fitting(goods, moment));
  const byId = new Map(items.map((item) => [item.contentId as string, item]));
  return matchContent(goods, items, most).map((matched) => ({ ...matched, item: byId.get(matched.contentId)! }));
}

/** Items that any of the goods fits: of thousands of manuals an order needs a few. */
function fitting(goods: readonly Goods[], moment: ContentMoment) {
  const wanted = goods.flatMap(({ sku, product, category, attributes }) => [
    { match: "sku", attribute: "", value: sku },
    { match: "product", attribute: "", value: product },
    ...(category === undefined ? [] : [{ match: "category", attribute: "", value: category }]),
    ...Object.entries(attributes).map(([attribute, value]) => ({ match: "attribute", attribute, value })),
  ]);
  return sql<boolean>`i.retired_at is null and i.moment = ${moment} and i.id in (
    select t.content_id from content_targets t
    join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (match text, attribute text, value text)
      on t.match = w.match and t.value = w.value and t.attribute = w.attribute
    union all select content_id from content_targets where match = 'all')`;
}

/** Whether anything is kept for a moment at all: most shops begin with nothing, and parcels move by the thousand. */
export async function hasContentFor(tx: DatabaseTx, moment: ContentMoment): Promise<boolean> {
  const row = await tx.db
    .selectFrom("content_items")
    .select("id")
    .where("moment", "=", moment)
    .where("retired_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
