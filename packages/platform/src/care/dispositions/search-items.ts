import { sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { searchItems } from "./item.contract.ts";
import type { ItemTable } from "./item-tables.ts";
import { viewItems } from "./item-view.ts";
import { listOfOwnStore } from "./own-store.ts";

/** A return that its shop called off never came: nobody waits for its goods. */
const isHere = sql`not (i.state = 'waiting' and exists (select from returns r where r.id = i.return_id and r.cancelled))`;
const isUnassigned = sql`(i.return_id is null and i.belongs_to is distinct from 'house')`;
const Place = z.object({ at: At, id: z.uuid() });
const lastTouched = sql<Date>`coalesce(i.handed_over_at, i.disposed_at, i.inspected_at, i.received_at)`;

/** What waits, oldest first, so that nothing lies forgotten; all else by what was done last. */
export const searchItemsOperation = operation(searchItems, {
  by: { associate: listOfOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, actor }, { state, storeId: asked, destinationId, grade, stray, q, cursor, limit }) {
    const storeId = actor.role === "associate" ? actor.scope["storeId"] : asked;
    const after = readCursor(Place, cursor);
    const isQueue = state === "waiting";
    const at = isQueue ? sql<Date>`i.received_at` : lastTouched;
    const conditions = [
      isHere,
      ...(state === undefined ? [] : [sql`i.state = ${state}`]),
      ...(storeId === undefined ? [] : [sql`i.store_id = ${storeId}`]),
      ...(destinationId === undefined ? [] : [sql`i.destination_id = ${destinationId}`]),
      ...(grade === undefined ? [] : [sql`i.grade = ${grade}`]),
      ...(stray === undefined ? [] : [stray ? isUnassigned : sql`not ${isUnassigned}`]),
      ...(q === undefined ? [] : [sql`i.id in (${named(q)})`]),
      ...(after === undefined
        ? []
        : [
            isQueue
              ? sql`(${at}, i.id) > (${after.at}, ${after.id}::uuid)`
              : sql`(${at}, i.id) < (${after.at}, ${after.id}::uuid)`,
          ]),
    ];
    const order = isQueue ? sql`${at}, i.id` : sql`${at} desc, i.id desc`;
    const { rows } = await sql<ItemTable & { place: Date }>`
      select i.*, ${at} as place from items i where ${sql.join(conditions, sql` and `)}
      order by ${order} limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ place, id }) => ({ at: place, id }));
    return {
      items: await viewItems(tx, page.rows),
      ...(page.next !== undefined && { next: page.next }),
      ...(await countStates(tx, storeId)),
    };
  },
});

/** Items of what stands on a label or a receipt: a return's or order's number, a stock code, a barcode. */
function named(q: string) {
  const text = q.replace(/^#\s*/, "").toLowerCase();
  return sql`
    select i.id from items i join returns r on r.id = i.return_id where lower(r.key) = ${text}
    union select i.id from items i join orders o on o.id = i.order_id where lower(o.key) = ${text}
    union select i.id from items i join return_requests q on q.id = i.request_id where q.number = ${text.toUpperCase()}
    union select id from items where upper(tracking_number) = ${text.toUpperCase()}
    union select id from items where lower(sku) = ${text}
    union select i.id from variants v join items i on i.source = v.source and lower(i.sku) = lower(v.sku) where v.barcode = ${q}`;
}

async function countStates(tx: DatabaseTx, storeId: string | undefined) {
  const { rows } = await sql<{ state: string; units: number; oldest: Date }>`
    select state, sum(quantity)::int as units, min(received_at) as oldest from items i
    where ${isHere} and state <> 'handed-over' and ${storeId === undefined ? sql`true` : sql`store_id = ${storeId}`}
      and (state <> 'disposed' or destination_id is not null)
    group by state`.execute(tx.db);
  const of = (state: string) => rows.find((row) => row.state === state);
  const oldest = of("waiting")?.oldest;
  return {
    units: {
      ...{ waiting: of("waiting")?.units ?? 0, inspected: of("inspected")?.units ?? 0 },
      ...{ refurbishing: of("refurbishing")?.units ?? 0, disposed: of("disposed")?.units ?? 0 },
    },
    ...(oldest !== undefined && { oldestWaiting: oldest }),
  };
}
