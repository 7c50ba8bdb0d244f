import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import { dayAt } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { destructionLaw } from "../../judgement/law/index.ts";
import { isAccepted, type Place, placeOf, takesFrom } from "./catchment.ts";
import { demandDays } from "./chance-of-sale.ts";
import { readDestinations } from "./destinations.ts";
import type { Grade } from "./disposition.schema.ts";
import type { DispositionSettings } from "./disposition-settings.schema.ts";
import type { ItemTable } from "./item-tables.ts";
import type { DispositionCase, Taker } from "./recommend-disposition.ts";
import { seasonDays } from "./season.ts";
import { groupOf } from "./settings.ts";

const dayMs = 86_400_000;

interface KnownRow {
  price: bigint | null;
  price_currency: string | null;
  cost: bigint | null;
  weight_grams: number | null;
  in_stock: number | null;
  bought_at: Date | null;
  net: number | null;
  sold: number;
  elsewhere: { readonly storeId: string; readonly sold: number } | null;
}

/** What is known of a unit that came back. An item that nobody has graded is looked at as if it were of the grade that is given. */
export async function readCase(
  tx: DatabaseTx,
  item: ItemTable,
  { grade, settings, now }: { readonly grade: Grade; readonly settings: DispositionSettings; readonly now: Date },
): Promise<DispositionCase> {
  const { currency, timeZone } = await readRetailer(tx);
  const known = await readKnown(tx, item, new Date(now.getTime() - demandDays * dayMs));
  const today = dayAt(now, timeZone).day;
  const isForeign = item.currency !== currency;
  const paidEach = item.paid / BigInt(item.quantity);
  const gross = known.price !== null && known.price_currency === item.currency ? known.price : paidEach;
  const net = known.net ?? 1;
  const group = groupOf(settings, item.category);
  return {
    grade,
    price: BigInt(Math.round(Number(gross) * net)),
    cost: known.price_currency === item.currency ? (known.cost ?? undefined) : undefined,
    weightGrams: item.weight_grams ?? known.weight_grams ?? undefined,
    ageDays: known.bought_at === null ? 0 : Math.max(0, (now.getTime() - known.bought_at.getTime()) / dayMs),
    seasonDays: seasonDays(settings.seasons, item.category ?? undefined, today),
    // Half a sale more than was seen: what has just come in has not sold yet either.
    sold: known.sold + 0.5,
    stock: known.in_stock ?? undefined,
    elsewhere: known.elsewhere ?? undefined,
    takers: await takersOf(tx, item, placeOf(item, settings), isForeign),
    law: destructionLaw({ country: item.country ?? undefined, size: settings.companySize, group, on: today }),
    isForeign,
  };
}

async function takersOf(tx: DatabaseTx, item: ItemTable, place: Place, isForeign: boolean): Promise<Taker[]> {
  const destinations = await readDestinations(tx);
  return destinations.flatMap((destination): Taker[] => {
    const { destinationId, active, kind, acceptance, fee, pays, comes } = destination;
    if (!active || !takesFrom(destination, place)) return [];
    if (!isAccepted(acceptance, { category: item.category ?? undefined })) return [];
    const { dispositions, grades } = acceptance;
    return [{ destinationId, kind, dispositions, grades, fee: isForeign ? 0n : fee, pays, comes }];
  });
}

async function readKnown({ db }: DatabaseTx, item: ItemTable, since: Date): Promise<KnownRow> {
  const { rows } = await sql<KnownRow>`
    select v.price, v.currency as price_currency, v.cost, v.weight_grams, bought.placed_at as bought_at,
      case when bought.paid > 0 then (bought.paid - bought.tax)::float8 / bought.paid end as net,
      coalesce(shelf.available, v.in_stock) as in_stock,
      (select coalesce(sum(quantity - returned_quantity), 0)::int from order_lines
        where sku = i.sku and placed_at >= ${since}) as sold,
      (select json_build_object('storeId', o.store_id, 'sold', sum(l.quantity)::int)
        from order_lines l join orders o on o.id = l.order_id
        join store_stock s on s.store_id = o.store_id and s.sku = l.sku and s.available = 0
        where l.sku = i.sku and l.placed_at >= ${since} and o.store_id is distinct from i.store_id
        group by o.store_id order by sum(l.quantity) desc, o.store_id limit 1) as elsewhere
    from (select ${item.source}::text as source, ${item.sku}::text as sku, ${item.store_id}::uuid as store_id,
      ${item.order_id}::uuid as order_id, ${item.order_line}::int as order_line) i
    left join variants v on v.source = i.source and v.sku = i.sku
    left join order_lines bought on bought.order_id = i.order_id and bought.line = i.order_line
    left join store_stock shelf on shelf.store_id = i.store_id and shelf.sku = i.sku`.execute(db);
  return rows[0]!;
}
