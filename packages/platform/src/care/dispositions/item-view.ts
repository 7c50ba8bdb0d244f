import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { DestructionGround } from "../../judgement/law/index.ts";
import type { DestinationKind } from "./disposition.schema.ts";
import type { ItemView } from "./item.contract.ts";
import type { ItemTable } from "./item-tables.ts";
import { needSecondLook } from "./second-look.ts";

interface NameRow {
  id: string;
  return_number: string | null;
  request_number: string | null;
  order_number: string | null;
  store_name: string | null;
  destination_title: string | null;
  destination_kind: DestinationKind | null;
  product: string | null;
}

/** Items with the numbers and names that people know, in the order in which they are given. */
export async function viewItems(tx: DatabaseTx, items: readonly ItemTable[]): Promise<z.output<typeof ItemView>[]> {
  if (items.length === 0) return [];
  const { rows } = await sql<NameRow>`
    select i.id, r.key as return_number, q.number as request_number, o.key as order_number, s.name as store_name, d.title as destination_title,
      d.kind as destination_kind, nullif(concat_ws(', ', p.title, v.title), '') as product
    from items i
    left join returns r on r.id = i.return_id
    left join return_requests q on q.id = i.request_id
    left join orders o on o.id = i.order_id
    left join stores s on s.id = i.store_id
    left join destinations d on d.id = i.destination_id
    left join variants v on v.source = i.source and v.sku = i.sku
    left join products p on p.id = v.product_id
    where i.id = any(${items.map(({ id }) => id)}::uuid[])`.execute(tx.db);
  const names = new Map(rows.map((row) => [row.id, row]));
  const unexplained = await needSecondLook(tx, items);
  return items.map((item) => ({ ...viewOf(item, names.get(item.id)!), needsSecondLook: unexplained.has(item.id) }));
}

function viewOf(item: ItemTable, names: NameRow): Omit<z.output<typeof ItemView>, "needsSecondLook"> {
  const title = item.title ?? names.product;
  const { destination_id: destinationId, destination_title, destination_kind } = { ...item, ...names };
  return {
    itemId: item.id as Id<"itm">,
    ...given({ returnId: item.return_id as Id<"ret"> | null, returnNumber: names.return_number, stray: item.stray }),
    ...given({
      returnRequestId: item.request_id as Id<"rrq"> | null,
      returnRequestNumber: names.request_number,
      ...{ trackingNumber: item.tracking_number, belongsTo: item.belongs_to, oursBecause: item.ours_because },
      askedAt: item.asked_at,
    }),
    ...(item.belongs_to === "shopper" && { shopperId: item.shopper_id as Id<"shp"> }),
    ...given({
      orderId: item.order_id as Id<"ord"> | null,
      orderNumber: names.order_number,
      orderLine: item.order_line,
    }),
    ...{ sku: item.sku, quantity: item.quantity, currency: item.currency, paid: item.paid },
    ...given({ title, category: item.category, reason: item.reason }),
    ...given({ storeId: item.store_id as Id<"sto"> | null, storeName: names.store_name }),
    ...{ receivedAt: item.received_at, state: item.state },
    ...given({ grade: item.grade, note: item.note, weightGrams: item.weight_grams, inspectedAt: item.inspected_at }),
    ...given({ recommended: item.recommended, disposition: item.disposition }),
    ...(destinationId !== null &&
      destination_title !== null &&
      destination_kind !== null && {
        destination: { destinationId: destinationId as Id<"dst">, title: destination_title, kind: destination_kind },
      }),
    ...given({ toStoreId: item.to_store_id as Id<"sto"> | null, ground: item.ground as DestructionGround | null }),
    ...given({ evidence: item.evidence, disposedAt: item.disposed_at }),
    ...given({ receipt: item.receipt, handedOverAt: item.handed_over_at }),
  };
}

type Given<Row> = { [Name in keyof Row]?: NonNullable<Row[Name]> };

/** Without what is null. */
function given<Row extends object>(row: Row): Given<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Given<Row>;
}
