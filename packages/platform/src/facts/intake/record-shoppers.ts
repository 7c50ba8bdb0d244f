import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import type { IdOf, ShopperId } from "../identifiers/index.ts";
import { shopperRecorded } from "../shoppers/index.ts";
import type { Batch, Entry } from "./batch.ts";
import { recordConsents } from "./record-consents.ts";
import { recordContacts } from "./record-contacts.ts";
import { documentGuest, type ShopperMention, shopperMentions } from "./shopper-mentions.ts";

type Uuid = IdOf<typeof ShopperId>;

/** Finds who stands behind a record's shopper key. A guest who was merged is answered as the account. */
export interface Shoppers {
  byKey(key: string): Uuid;
  /** The guest of an order or a return that came without a shopper. */
  ofDocument(kind: "order" | "return", id: string): Uuid;
}

/** A shopper about to be recorded. `place` is kind and key: an account and a guest may have the same key. */
interface Newcomer extends ShopperMention {
  readonly place: string;
  readonly key: string;
  readonly registeredAt?: Date | undefined;
}

/**
 * Records shoppers: those who have a record of their own, those whom an order, return or adjustment names for the first
 * time, and a guest for each order and return that names nobody.
 */
export async function recordShoppers(batch: Batch): Promise<Shoppers> {
  const entries = batch.undecided("shopper");
  const mentions = shopperMentions(batch);
  const keys = [...new Set([...entries.map(({ record }) => record.id), ...mentions.keys()])];
  const known = await findShoppers(batch, keys);
  const newcomers = new Map<string, Newcomer>();
  for (const { record } of entries) {
    const place = placeOf(record);
    const since = record.registeredAt ?? mentions.get(record.id)?.since ?? batch.now;
    if (!known.has(place)) newcomers.set(place, { ...record, place, key: record.id, since });
  }
  for (const [key, mention] of mentions) {
    const places = [`account ${key}`, `guest ${key}`];
    if (places.some((place) => known.has(place) || newcomers.has(place))) continue;
    const place = `${mention.kind} ${key}`;
    newcomers.set(place, { ...mention, place, key });
  }
  const inserted = await insertShoppers(batch, [...newcomers.values()]);
  const shoppers = newcomers.size === 0 ? known : await findShoppers(batch, keys);
  await settleEntries(batch, entries, shoppers, inserted);
  const byKey = (key: string): Uuid => {
    const id = shoppers.get(`account ${key}`) ?? shoppers.get(`guest ${key}`);
    if (id === undefined) throw new Error(`the shopper ${key} was neither found nor recorded`);
    return id;
  };
  return { byKey, ofDocument: (kind, id) => byKey(documentGuest(kind, id)) };
}

function placeOf({ kind, id }: Entry<"shopper">["record"]): string {
  return `${kind} ${id}`;
}

async function findShoppers(batch: Batch, keys: readonly string[]): Promise<Map<string, Uuid>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ place: string; id: Uuid }>`
    select kind || ' ' || key as place, coalesce(merged_into, id) as id from shoppers
    where source = ${batch.source} and key = any(${keys}) and kind in ('account', 'guest')`.execute(batch.tx.db);
  return new Map(rows.map((row) => [row.place, row.id]));
}

async function insertShoppers(batch: Batch, newcomers: readonly Newcomer[]): Promise<Set<string>> {
  if (newcomers.length === 0) return new Set();
  const rows = newcomers.map(({ place, kind, key, country, language, registeredAt }) => {
    return { id: newId<"shp">(), place, kind, key, country, language, registeredAt };
  });
  const inserted = await sql<{ id: string }>`
    insert into shoppers (id, kind, source, key, country, language, registered_at)
    select id, kind, ${batch.source}, key, country, language, "registeredAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
      (id uuid, kind text, key text, country text, language text, "registeredAt" timestamptz)
    order by kind, key on conflict (source, kind, key) do nothing returning id`.execute(batch.tx.db);
  const ids = new Set(inserted.rows.map((row) => row.id));
  const places = new Set<string>();
  rows.forEach(({ id, place, kind, key, country }, index) => {
    if (!ids.has(id)) return;
    places.add(place);
    batch.note(
      shopperRecorded({
        subject: id,
        at: newcomers[index]?.since ?? batch.now,
        data: { shopperId: id, kind, ...(country !== undefined && { country }) },
        origin: batch.origin(kind === "guest" ? "guest" : "shopper", key),
      }),
    );
  });
  return places;
}

/** A shopper whom an order had named before gets what only the own record says; what is known stays. */
async function settleEntries(
  batch: Batch,
  entries: readonly Entry<"shopper">[],
  shoppers: ReadonlyMap<string, Uuid>,
  inserted: ReadonlySet<string>,
): Promise<void> {
  if (entries.length === 0) return;
  const details = entries.map(({ record }) => ({ ...record, shopperId: shoppers.get(placeOf(record)) ?? "" }));
  const ids = details.map(({ shopperId }) => shopperId);
  // The ids as values too: by an array the index is taken, however little is known of the table yet.
  const completed = await sql<{ id: string }>`
    update shoppers s set country = coalesce(s.country, r.country), language = coalesce(s.language, r.language),
      registered_at = coalesce(s.registered_at, r."registeredAt"), time_zone = coalesce(s.time_zone, r."timeZone")
    from jsonb_to_recordset(${JSON.stringify(details)}::jsonb) as r
      ("shopperId" uuid, country text, language text, "registeredAt" timestamptz, "timeZone" text)
    where s.id = r."shopperId" and s.id = any(${ids}::uuid[]) and s.erased_at is null
      and ((s.country is null and r.country is not null) or (s.language is null and r.language is not null)
        or (s.registered_at is null and r."registeredAt" is not null)
        or (s.time_zone is null and r."timeZone" is not null))
    returning s.id`.execute(batch.tx.db);
  const changed = await recordContacts(batch, details);
  for (const { id } of completed.rows) changed.add(id);
  for (const id of await recordConsents(batch, details)) changed.add(id);
  for (const entry of entries) {
    const place = placeOf(entry.record);
    if (inserted.has(place) || changed.has(shoppers.get(place) ?? "")) batch.take(entry);
    else batch.know(entry);
  }
}
