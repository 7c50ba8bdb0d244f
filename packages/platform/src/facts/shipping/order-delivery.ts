import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { familyOf } from "../persons/index.ts";
import type { Occasion } from "./occasion.schema.ts";

/** What a shop says of an order's delivery when it sends the order. */
export interface StatedDelivery {
  readonly orderId: string;
  readonly shopperId: string;
  readonly service?: string | undefined;
  readonly origin?: string | undefined;
  readonly country?: string | undefined;
  readonly zone?: string | undefined;
  readonly slotFrom?: Date | undefined;
  readonly promised?: { readonly earliest?: string | undefined; readonly latest: string } | undefined;
  /** As the shopper was shown it, signed. */
  readonly quote?: string | undefined;
  readonly occasion?: Occasion | undefined;
}

/**
 * Keeps what was said of these orders. Of shoppers who were erased no occasion is kept; the share lock makes an erasure that runs at the
 * same time come before or after, never in between.
 */
export async function keepDeliveries({ db }: DatabaseTx, given: readonly StatedDelivery[]): Promise<void> {
  if (given.length === 0) return;
  const rows = given.map(({ promised, occasion, ...rest }) => ({
    ...{ ...rest, earliest: promised?.earliest, latest: promised?.latest },
    ...{ occasion: occasion?.kind, wanted: occasion?.on },
  }));
  await sql`
    insert into order_deliveries (order_id, shopper_id, service_key, origin_key, country, zone, slot_from,
      promised_earliest, promised_latest, quote, occasion_kind, occasion_on)
    select r."orderId", r."shopperId", r.service, r.origin, coalesce(r.country, s.country), r.zone, r."slotFrom",
      r.earliest, r.latest, r.quote, case when s.erased_at is null then r.occasion end,
      case when s.erased_at is null then r.wanted end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("orderId" uuid, "shopperId" uuid, service text,
      origin text, country text, zone text, "slotFrom" timestamptz, earliest date, latest date, quote text,
      occasion text, wanted date)
    join shoppers s on s.id = r."shopperId"
    order by s.id for share of s
    on conflict (order_id) do nothing`.execute(db);
}

/** @returns the occasion that is marked now; undefined when the order is not known */
export async function markOccasion(
  { db }: DatabaseTx,
  orderId: string,
  occasion: Occasion | undefined,
): Promise<{ readonly occasion: Occasion | undefined } | undefined> {
  const { rows } = await sql<{ kind: Occasion["kind"] | null; on: string | null }>`
    insert into order_deliveries (order_id, shopper_id, occasion_kind, occasion_on)
    select o.id, o.shopper_id, case when s.erased_at is null then ${occasion?.kind ?? null}::text end,
      case when s.erased_at is null then ${occasion?.on ?? null}::date end
    from orders o join shoppers s on s.id = o.shopper_id where o.id = ${orderId}
    for share of s
    on conflict (order_id) do update set occasion_kind = excluded.occasion_kind, occasion_on = excluded.occasion_on
    returning occasion_kind as kind, occasion_on as "on"`.execute(db);
  const [row] = rows;
  return row && { occasion: occasionOf(row.kind, row.on) };
}

/** Forgets the occasions of an erased person, an account's guests included. */
export async function forgetOccasions(tx: DatabaseTx, shopperId: string): Promise<void> {
  const family = await familyOf(tx, shopperId);
  if (family.length === 0) return;
  await tx.db
    .updateTable("order_deliveries")
    .set({ occasion_kind: null, occasion_on: null })
    .where("shopper_id", "in", family)
    .where("occasion_kind", "is not", null)
    .execute();
}

/** What is known of an order's delivery besides what its parcels tell. */
export interface OrderDelivery {
  readonly service: string | undefined;
  readonly origin: string | undefined;
  readonly country: string | undefined;
  readonly zone: string | undefined;
  readonly slotFrom: Date | undefined;
  /** The shop's own dates. */
  readonly promised: { readonly earliest: string | undefined; readonly latest: string } | undefined;
  /** What the shopper was shown, signed, until it has been looked at. */
  readonly quote: string | undefined;
  readonly occasion: Occasion | undefined;
}

/** Undefined where nothing was ever said of it. */
export async function readOrderDelivery({ db }: DatabaseTx, orderId: string): Promise<OrderDelivery | undefined> {
  const row = await db.selectFrom("order_deliveries").selectAll().where("order_id", "=", orderId).executeTakeFirst();
  if (!row) return undefined;
  const latest = row.promised_latest;
  return {
    service: row.service_key ?? undefined,
    origin: row.origin_key ?? undefined,
    country: row.country ?? undefined,
    zone: row.zone ?? undefined,
    slotFrom: row.slot_from ?? undefined,
    promised: latest === null ? undefined : { earliest: row.promised_earliest ?? undefined, latest },
    quote: row.quote ?? undefined,
    occasion: occasionOf(row.occasion_kind, row.occasion_on),
  };
}

/** Notes that the quote an order came with has been looked at: it counts no more. */
export async function noteQuote({ db }: DatabaseTx, orderId: string, quoteId: string | undefined): Promise<void> {
  await db
    .updateTable("order_deliveries")
    .set({ quote: null, quote_id: quoteId ?? null })
    .where("order_id", "=", orderId)
    .execute();
}

function occasionOf(kind: Occasion["kind"] | null, on: string | null): Occasion | undefined {
  return kind === null ? undefined : { kind, ...(on !== null && { on }) };
}
