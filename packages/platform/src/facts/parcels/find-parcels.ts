import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { carrierCode, trackingNumber } from "./carrier.ts";
import type { GivenParcel, ParcelName } from "./given-parcel.ts";

/** After so long without a scan a number that turns up again stands for another parcel: carriers use numbers again. */
const SILENCE = 120 * 86_400_000;
/** Numbers this long do not coincide by chance: who carries it may be spelt in a way that nobody knows. */
const TELLING = 8;

/** A given parcel with what it is looked up by. */
interface Wanted {
  readonly index: number;
  readonly name: ParcelName | undefined;
  readonly carrier: string | undefined;
  readonly carrierText: string | undefined;
  readonly number: string | undefined;
  readonly from: number;
  readonly until: number;
}

/** A parcel that has a number, with the time in which it was seen: by all its scans, since the state leaves some of them out. */
interface Numbered {
  readonly id: string;
  carrier: string | null;
  readonly number: string;
  readonly cycle: number;
  from: number;
  until: number;
}

export interface NewParcel {
  readonly id: string;
  readonly carrier: string | undefined;
  readonly carrierText: string | undefined;
  readonly number: string | undefined;
  readonly cycle: number;
}

interface Plan {
  /** For each given parcel, by its place. */
  readonly ids: readonly string[];
  readonly parcels: readonly NewParcel[];
  readonly names: readonly (ParcelName & { readonly parcelId: string })[];
  /** Parcels whose number or carrier becomes known. */
  readonly completed: readonly Omit<NewParcel, "cycle">[];
}

export interface FoundParcel {
  readonly parcelId: string;
  /** Nobody had spoken of it before: the caller has to write it. */
  readonly isNew: boolean;
}

export interface FoundParcels {
  /** One for each given parcel, in their order. */
  readonly found: readonly FoundParcel[];
  readonly made: readonly NewParcel[];
  readonly completed: Plan["completed"];
}

/**
 * The parcels that are spoken of, and what is to be written of new ones: by what the sender calls them, else by carrier and
 * number, else by the number alone where one parcel has it. Whoever makes a parcel with a number waits for all others who do.
 */
export async function findParcels(tx: DatabaseTx, given: readonly GivenParcel[], now: Date): Promise<FoundParcels> {
  const wanted = given.map((parcel, index) => wantedOf(parcel, index, now));
  const names = await namedParcels(tx, wanted);
  let plan = planOf(wanted, names, await numberedParcels(tx, wanted));
  const decisive = [...plan.parcels, ...plan.completed].flatMap(({ number }) => number ?? []);
  if (decisive.length > 0) {
    await lockNumbers(tx, decisive);
    plan = planOf(wanted, names, await numberedParcels(tx, wanted));
  }
  const winners = await insertNames(tx, plan.names);
  const made = plan.parcels.filter(({ id }) => !winners.has(id));
  const isNew = new Set(made.map(({ id }) => id));
  const found = plan.ids.map((id) => ({ parcelId: winners.get(id) ?? id, isNew: isNew.has(id) }));
  return { found, made, completed: plan.completed };
}

function wantedOf(given: GivenParcel, index: number, now: Date): Wanted {
  const times = given.scans.map(({ at }) => at.getTime());
  if (times.length === 0) times.push((given.shippedAt ?? now).getTime());
  return {
    index,
    name: given.name,
    carrier: given.carrier === undefined ? undefined : carrierCode(given.carrier),
    carrierText: given.carrier,
    number: given.trackingNumber === undefined ? undefined : trackingNumber(given.trackingNumber),
    from: times.reduce((a, b) => Math.min(a, b)),
    until: times.reduce((a, b) => Math.max(a, b)),
  };
}

/** Whatever is decided for one given parcel is known to those behind it; those with a number come first, since they say more. */
function planOf(
  wanted: readonly Wanted[],
  known: ReadonlyMap<string, NamedParcel>,
  numbered: readonly Numbered[],
): Plan {
  const named = new Map(known);
  const byNumber = new Map<string, Numbered[]>();
  for (const parcel of numbered) byNumber.set(parcel.number, [...(byNumber.get(parcel.number) ?? []), parcel]);
  const ids = new Array<string>(wanted.length);
  const parcels: NewParcel[] = [];
  const names: (ParcelName & { parcelId: string })[] = [];
  const completed: Omit<NewParcel, "cycle">[] = [];
  const inOrder = wanted.toSorted((a, b) => Number(a.number === undefined) - Number(b.number === undefined));
  for (const want of inOrder) {
    const { name, number, carrier, carrierText } = want;
    const byName = name && named.get(nameOf(name));
    const sameNumber = number === undefined ? [] : (byNumber.get(number) ?? []);
    const byItsNumber = byName ? undefined : chosen(want, sameNumber);
    const id = byName?.id ?? byItsNumber?.id ?? newId<"pcl">();
    ids[want.index] = id;
    if (byItsNumber) {
      byItsNumber.from = Math.min(byItsNumber.from, want.from);
      byItsNumber.until = Math.max(byItsNumber.until, want.until);
      if (byItsNumber.carrier === null && carrier !== undefined) {
        byItsNumber.carrier = carrier;
        completed.push({ id, carrier, carrierText, number });
      }
    } else if (!byName || (byName.number === null && number !== undefined && !chosen(want, sameNumber))) {
      const cycle = 1 + Math.max(0, ...sameNumber.filter((o) => o.carrier === (carrier ?? null)).map((o) => o.cycle));
      if (byName) completed.push({ id, carrier, carrierText, number });
      else parcels.push({ id, carrier, carrierText, number, cycle });
      if (number !== undefined) {
        const own = { id, carrier: carrier ?? null, number, cycle, from: want.from, until: want.until };
        byNumber.set(number, [...sameNumber, own]);
      }
    }
    if (name && !byName) {
      named.set(nameOf(name), { id, number: number ?? null });
      names.push({ ...name, parcelId: id });
    }
  }
  return { ids, parcels, names, completed };
}

/** Which of the parcels that have the number is meant: of those seen at about the same time, the carrier's own, or the only one. */
function chosen({ carrier, number = "", from, until }: Wanted, candidates: readonly Numbered[]): Numbered | undefined {
  const near = candidates.filter((one) => from <= one.until + SILENCE && until >= one.from - SILENCE);
  const own = near.filter((one) => one.carrier === (carrier ?? null));
  if (own.length > 0) return own.reduce((a, b) => (b.cycle > a.cycle ? b : a));
  const [only, ...others] = near;
  if (!only || others.length > 0) return undefined;
  return carrier === undefined || only.carrier === null || number.length >= TELLING ? only : undefined;
}

interface NamedParcel {
  readonly id: string;
  readonly number: string | null;
}

function nameOf({ source, key }: ParcelName): string {
  return JSON.stringify([source, key]);
}

async function namedParcels(tx: DatabaseTx, wanted: readonly Wanted[]): Promise<Map<string, NamedParcel>> {
  const names = wanted.flatMap(({ name }) => name ?? []);
  if (names.length === 0) return new Map();
  const { rows } = await sql<ParcelName & NamedParcel>`
    select n.source, n.key, n.parcel_id as id, p.tracking_number as number
    from unnest(${names.map(({ source }) => source)}::text[], ${names.map(({ key }) => key)}::text[]) as w (source, key)
    join parcel_names n on n.source = w.source and n.key = w.key
    join parcels p on p.id = n.parcel_id`.execute(tx.db);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

async function numberedParcels(tx: DatabaseTx, wanted: readonly Wanted[]): Promise<Numbered[]> {
  const numbers = [...new Set(wanted.flatMap(({ number }) => number ?? []))];
  if (numbers.length === 0) return [];
  const { rows } = await sql<Omit<Numbered, "from" | "until"> & { first: Date | null; last: Date | null }>`
    select p.id, p.carrier, p.tracking_number as number, p.cycle,
      least(p.shipped_at, coalesce(seen.first, p.last_heard_at)) as first,
      greatest(p.shipped_at, coalesce(seen.last, p.last_heard_at)) as last
    from parcels p left join lateral (
      select min(s.at) as first, max(s.at) as last from scans s where s.parcel_id = p.id and s.ignored is null
    ) seen on true
    where p.tracking_number = any(${numbers}::text[])`.execute(tx.db);
  return rows.map(({ first, last, ...row }) => ({
    ...row,
    from: first?.getTime() ?? Number.NEGATIVE_INFINITY,
    until: last?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
}

/** Names this kind of lock among all others; the number itself means nothing. */
const NUMBER_LOCKS = 1_163_284_302;

/** In one order for everybody, and so many locks shared by all numbers that a large batch cannot use up the server's. */
async function lockNumbers(tx: DatabaseTx, numbers: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${NUMBER_LOCKS}, lock) from (
      select distinct (hashtextextended(number, 0) & 4095)::int as lock
      from unnest(${numbers}::text[]) as number order by lock
    ) locks`.execute(tx.db);
}

/**
 * Writes what senders call the new parcels. Two that speak of one for the first time meet here: the later one waits, and
 * takes over what the earlier one made.
 * @returns what to take instead of a parcel that was to be made, by its id
 */
async function insertNames(tx: DatabaseTx, names: Plan["names"]): Promise<Map<string, string>> {
  const winners = new Map<string, string>();
  if (names.length === 0) return winners;
  const json = JSON.stringify(names);
  const inserted = await sql<ParcelName>`
    insert into parcel_names (source, key, parcel_id)
    select source, key, "parcelId" from jsonb_to_recordset(${json}::jsonb) as r (source text, key text, "parcelId" uuid)
    order by source, key on conflict (source, key) do nothing returning source, key`.execute(tx.db);
  if (inserted.rows.length === names.length) return winners;
  const { rows } = await sql<{ mine: string; theirs: string }>`
    select r."parcelId" as mine, n.parcel_id as theirs
    from jsonb_to_recordset(${json}::jsonb) as r (source text, key text, "parcelId" uuid)
    join parcel_names n on n.source = r.source and n.key = r.key
    where n.parcel_id <> r."parcelId"`.execute(tx.db);
  for (const { mine, theirs } of rows) winners.set(mine, theirs);
  await sql`
    update parcel_names n set parcel_id = w.theirs
    from unnest(${[...winners.keys()]}::uuid[], ${[...winners.values()]}::uuid[]) as w (mine, theirs)
    where n.parcel_id = w.mine`.execute(tx.db);
  return winners;
}

/** The number of a parcel that had none, the carrier of one that had a number alone. */
export async function completeParcels(tx: DatabaseTx, completed: Plan["completed"]): Promise<void> {
  if (completed.length === 0) return;
  await sql`
    with news as materialized (
      select r.* from parcels p
      join jsonb_to_recordset(${JSON.stringify(completed)}::jsonb) as r
        (id uuid, carrier text, "carrierText" text, number text) on r.id = p.id
      order by p.id for update of p
    )
    update parcels p set
      carrier = coalesce(p.carrier, r.carrier),
      carrier_text = coalesce(p.carrier_text, r."carrierText"),
      tracking_number = coalesce(p.tracking_number, r.number),
      cycle = 1 + coalesce((
        select max(o.cycle) from parcels o
        where o.id <> p.id and o.tracking_number = coalesce(p.tracking_number, r.number)
          and o.carrier is not distinct from coalesce(p.carrier, r.carrier)), 0)
    from news r where r.id = p.id`.execute(tx.db);
}

/** The keys under which parcels are known, of those given for one sender. */
export async function knownParcels(tx: DatabaseTx, names: readonly ParcelName[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select n.key from unnest(${names.map(({ source }) => source)}::text[], ${names.map(({ key }) => key)}::text[]) as w (source, key)
    join parcel_names n on n.source = w.source and n.key = w.key`.execute(tx.db);
  return new Set(rows.map(({ key }) => key));
}
