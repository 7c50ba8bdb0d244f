import { sql } from "kysely";
import { type CopyRow, copyRows } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { nameVariants } from "../catalogue/index.ts";
import type { IdOf, OrderId, ShopperId, StoreId } from "../identifiers/index.ts";
import { freezeLines, keepPromotions, orderPlaced, type PlacedLine } from "../orders/index.ts";
import { keepDeliveries, type StatedDelivery, zoneOf } from "../shipping/index.ts";
import type { Batch, Entry, RecordOf } from "./batch.ts";
import { promotionsOf } from "./order-promotions.ts";
import { recordContacts } from "./record-contacts.ts";
import type { Shoppers } from "./record-shoppers.ts";

/** An order that is being recorded, with what was looked up for it. */
interface Placing {
  readonly entry: Entry<"order">;
  readonly orderId: IdOf<typeof OrderId>;
  readonly shopperId: IdOf<typeof ShopperId>;
  readonly storeId: IdOf<typeof StoreId> | undefined;
  readonly lines: PlacedLine[];
}

/** Records orders with their lines and the price-paid snapshot. @returns the numbers of those that were not known */
export async function recordOrders(
  batch: Batch,
  shoppers: Shoppers,
  stores: ReadonlyMap<string, string>,
): Promise<string[]> {
  const entries = batch.undecided("order");
  if (entries.length === 0) return [];
  const mentioned = entries.flatMap(({ record }) => record.lines);
  const categories = await nameVariants(batch.tx, batch.source, mentioned);
  const placings = entries.map((entry): Placing => {
    const { id, shopper, store, lines, discount } = entry.record;
    return {
      entry,
      orderId: newId(),
      shopperId: shopper === undefined ? shoppers.ofDocument("order", id) : shoppers.byKey(shopper),
      storeId: store === undefined ? undefined : (stores.get(store) as IdOf<typeof StoreId> | undefined),
      lines: placedLines(lines, categories, discount),
    };
  });
  const inserted = await insertOrders(batch, placings);
  const placed = placings.filter(({ orderId }) => inserted.has(orderId));
  for (const { entry } of placings) batch.know(entry);
  await copyLines(
    batch,
    placed.map(({ entry, ...rest }) => ({ ...rest, at: entry.record.at, sold: entry.record.lines })),
  );
  for (const placing of placed) batch.take(placing.entry, placedFact(batch, placing));
  await keepDeliveries(batch.tx, placed.flatMap(statedDelivery));
  await keepPromotions(
    batch.tx,
    placed.map(({ entry: { record }, orderId }) => ({ orderId, promotions: promotionsOf(record) })),
  );
  // The contact of an order is a guest's; an account's own record knows better.
  const guests = placed.filter(({ entry }) => entry.record.shopper === undefined);
  await recordContacts(
    batch,
    guests.map(({ entry, shopperId }) => ({ ...entry.record.contact, shopperId })),
  );
  return placed.map(({ entry }) => entry.record.id);
}

/** What is said of a delivery; of what was bought in a store there is none. The contact's address is where it goes, if it says nothing else. */
function statedDelivery({ entry: { record }, orderId, shopperId }: Placing): StatedDelivery[] {
  const { delivery, contact, channel } = record;
  if (channel === "store" || (!delivery && contact?.postCode === undefined)) return [];
  const { service, origin, slot: slotFrom, promised, quote, occasion } = delivery ?? {};
  const country = delivery?.country ?? contact?.country;
  const postCode = delivery?.postCode ?? contact?.postCode;
  const zone = country === undefined || postCode === undefined ? undefined : zoneOf(country, postCode);
  return [{ orderId, shopperId, service, origin, country, zone, slotFrom, promised, quote, occasion }];
}

/** The lines with their frozen amounts, numbered from `from`. */
export function placedLines(
  lines: RecordOf<"order">["lines"],
  categories: ReadonlyMap<string, string>,
  discount = 0n,
  from = 1,
): PlacedLine[] {
  const frozen = freezeLines(lines, discount);
  return lines.map(({ sku, quantity, tax = 0n, amount }, index) => {
    const category = categories.get(sku);
    const { listed, discount, paid } = frozen[index] ?? { listed: amount, discount: 0n, paid: amount };
    const line = { line: from + index, sku, quantity, listed, discount, tax, paid };
    return category === undefined ? line : { ...line, category };
  });
}

export function paidFor(lines: readonly PlacedLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.paid, 0n);
}

/** @returns the orders that were not known */
async function insertOrders(batch: Batch, placings: readonly Placing[]): Promise<Set<string>> {
  const rows = placings.map(({ entry: { record }, orderId, shopperId, storeId, lines }) => ({
    id: orderId,
    shopper: shopperId,
    key: record.id,
    at: record.at,
    channel: record.channel,
    store: storeId,
    currency: record.currency,
    shipping: Number(record.shipping ?? 0n),
    standard: record.standardShipping === undefined ? null : Number(record.standardShipping),
    total: Number(paidFor(lines) + (record.shipping ?? 0n)),
  }));
  const inserted = await sql<{ id: string }>`
    insert into orders (id, shopper_id, source, key, placed_at, channel, store_id, currency, shipping,
      standard_shipping, total)
    select id, shopper, ${batch.source}, key, at, channel, store, currency, shipping, standard, total
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, shopper uuid, key text, at timestamptz,
      channel text, store uuid, currency text, shipping bigint, standard bigint, total bigint)
    order by key on conflict (source, key) do nothing returning id`.execute(batch.tx.db);
  return new Set(inserted.rows.map((row) => row.id));
}

interface LinesOfOrder {
  readonly orderId: string;
  readonly shopperId: string;
  /** When lines were bought that carry no time of their own. */
  readonly at: Date;
  readonly lines: readonly PlacedLine[];
  /** The record's lines, in the same order. */
  readonly sold: RecordOf<"order">["lines"];
}

const columns = [
  ...["order_id", "line", "shopper_id", "placed_at", "source", "sku", "title", "category", "quantity"],
  ...["listed", "discount", "tax", "paid"],
];

export async function copyLines(batch: Batch, orders: readonly LinesOfOrder[]): Promise<void> {
  if (orders.length > 0) await copyRows(batch.tx, "order_lines", columns, lineRows(batch.source, orders));
}

function* lineRows(source: string, orders: readonly LinesOfOrder[]): Generator<CopyRow> {
  for (const { orderId, shopperId, at, lines, sold } of orders) {
    const placedAt = at.toISOString();
    for (const [index, line] of lines.entries()) {
      const own = sold[index];
      const bought = own?.at ? own.at.toISOString() : placedAt;
      const { sku, category = null, quantity, listed, discount, tax, paid } = line;
      const title = own?.title ?? null;
      yield [
        orderId,
        line.line,
        shopperId,
        bought,
        source,
        sku,
        title,
        category,
        quantity,
        listed,
        discount,
        tax,
        paid,
      ];
    }
  }
}

function placedFact(batch: Batch, { entry: { record }, orderId, shopperId, storeId, lines }: Placing) {
  return orderPlaced({
    subject: shopperId,
    at: record.at,
    data: {
      orderId,
      shopperId,
      number: record.id,
      channel: record.channel,
      ...(storeId !== undefined && { storeId }),
      currency: record.currency,
      shipping: record.shipping ?? 0n,
      ...(record.standardShipping !== undefined && { standardShipping: record.standardShipping }),
      lines,
    },
    origin: batch.origin("order", record.id),
  });
}
