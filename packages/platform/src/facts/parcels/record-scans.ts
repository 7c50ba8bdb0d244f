import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { NewEvent, Tx } from "../../foundation/events/index.ts";
import { type Claim, type Claimed, claimedParcels, claimOrders } from "./claims.ts";
import { describeParcels, descriptionsOf, insertParcels } from "./describe-parcels.ts";
import { findOrders, type OrderLink, type OrderOfParcel, plainNumber } from "./find-orders.ts";
import { completeParcels, type FoundParcel, findParcels } from "./find-parcels.ts";
import { emptyParcels } from "./forget-parcels.ts";
import { type GivenParcel, scanKey } from "./given-parcel.ts";
import { type GivenScanOf, type KeptScan, keepScans } from "./keep-scans.ts";
import { linkOrders } from "./link-orders.ts";
import { type LockedParcel, lockParcels, readLocked } from "./lock-parcels.ts";
import { parcelNews } from "./parcel-news.ts";
import { storeStates } from "./store-state.ts";

export interface ScanOptions {
  /** True for what happened long ago: nobody is to act on it. */
  readonly history: boolean;
  /** Business time, at which all of it is heard. */
  readonly now: Date;
  /** Scans of after this instant are kept and do not count; the sender's clock may run ahead a little. Absent: all count. */
  readonly latest?: Date;
}

export interface RecordedParcel extends FoundParcel {
  /** Whether it brought anything: a parcel, a scan or an order that was not known. */
  readonly isNews: boolean;
}

/** What became of each given parcel, in their order, and the facts that are to be appended in the same transaction. */
export interface RecordedScans {
  readonly parcels: readonly RecordedParcel[];
  readonly events: readonly NewEvent[];
}

/**
 * The one way in for whatever is said of parcels: webhooks, records, polling, imports. Any number at once takes as many statements
 * as one; the same again changes nothing but when the parcel was last heard of; and in whatever order, and from however many processes
 * at once, scans arrive, the parcels end in the same state.
 */
export async function recordScans(tx: Tx, given: readonly GivenParcel[], options: ScanOptions): Promise<RecordedScans> {
  const recorded = await takeScans(tx, given, options);
  await (options.history ? tx.appendHistory(recorded.events) : tx.append(...recorded.events));
  return recorded;
}

/** The same for those who append the facts themselves, together with others. */
export async function takeScans(
  tx: DatabaseTx,
  given: readonly GivenParcel[],
  options: ScanOptions,
): Promise<RecordedScans> {
  if (given.length === 0) return { parcels: [], events: [] };
  const { history, now, latest } = options;
  const { found, made, completed } = await findParcels(tx, given, now);
  const isNew = new Set(made.map(({ id }) => id));
  const ids = [...new Set(found.map(({ parcelId }) => parcelId))];
  const spoken = given.map((parcel, index) => ({ parcel, parcelId: found[index]!.parcelId }));
  const descriptions = descriptionsOf(spoken, history ? undefined : now);
  const orders = await ordersOf(tx, spoken, now);
  await insertParcels(tx, made, descriptions, firstShoppers(orders.found));
  await completeParcels(tx, completed);
  const known = descriptions.filter(({ id }) => !isNew.has(id));
  await lockParcels(
    tx,
    known.map(({ id }) => id),
  );
  await describeParcels(tx, known);
  const before = await readLocked(tx, ids);
  const links = await linkOrders(tx, orders.found);
  const wordless = await forgotten(tx, ids);
  const scans = spoken.flatMap(({ parcel, parcelId }): GivenScanOf[] =>
    parcel.scans.map((scan) => ({ parcelId, scan })),
  );
  const kept = await keepScans(tx, scans, { heardAt: history ? undefined : now, latest, wordless });
  const events = await settleParcels(tx, { before, links, kept, isNew, changed: changedOf(links, kept) }, options);
  await emptyParcels(tx, [...wordless], now);
  return { parcels: withNews(found, { isNew, links, kept, claims: orders.news }, spoken), events };
}

/**
 * Matches parcels that waited for orders; to be called in the transaction that records the orders, after it.
 * @param orderKeys the orders' numbers
 * @returns the facts to be appended
 */
export async function matchWaitingParcels(
  tx: DatabaseTx,
  orderKeys: readonly string[],
  options: ScanOptions,
): Promise<NewEvent[]> {
  return matchParcels(tx, await claimedParcels(tx, orderKeys), options);
}

/** Adds orders to parcels that stand already. @returns the facts to be appended */
export async function matchParcels(
  tx: DatabaseTx,
  orders: readonly OrderLink[],
  options: ScanOptions,
): Promise<NewEvent[]> {
  if (orders.length === 0) return [];
  const ids = [...new Set(orders.map(({ parcelId }) => parcelId))];
  await lockParcels(tx, ids);
  const before = await readLocked(tx, ids);
  const links = await linkOrders(tx, orders);
  const changes = { before, links, kept: [], isNew: new Set<string>(), changed: changedOf(links, []) };
  const events = await settleParcels(tx, changes, options);
  await emptyParcels(tx, [...(await forgotten(tx, ids))], options.now);
  return events;
}

interface Changes {
  readonly before: ReadonlyMap<string, LockedParcel>;
  readonly links: readonly OrderLink[];
  readonly kept: readonly KeptScan[];
  readonly isNew: ReadonlySet<string>;
  /** The parcels whose scans or orders have changed. */
  readonly changed: readonly string[];
}

/**
 * Brings the states of locked parcels up to date, and says what has changed.
 * @param changes.before the parcels as they stood before anything was written
 * @returns the facts to be appended
 */
export async function settleParcels(
  tx: DatabaseTx,
  { before, links, kept, isNew, changed }: Changes,
  options: ScanOptions,
): Promise<NewEvent[]> {
  const scansOf = Map.groupBy(kept, ({ parcelId }) => parcelId);
  const linksOf = Map.groupBy(links, ({ parcelId }) => parcelId);
  if (changed.length === 0) return [];
  const states = await storeStates(tx, changed);
  const after = await readLocked(tx, changed);
  return changed.flatMap((id) => {
    const change = { before: before.get(id)!, after: { ...after.get(id)!, ...states.get(id)! }, isNew: isNew.has(id) };
    return parcelNews({ ...change, links: linksOf.get(id) ?? [], scans: scansOf.get(id) ?? [] }, options);
  });
}

/** Whose each parcel is: the shopper's of its first order. */
function firstShoppers(orders: readonly OrderLink[]): Map<string, string> {
  const latestFirst = orders.toSorted((a, b) => (a.orderId < b.orderId ? 1 : -1));
  return new Map(latestFirst.map(({ parcelId, shopperId }) => [parcelId, shopperId]));
}

function changedOf(links: readonly OrderLink[], kept: readonly KeptScan[]): string[] {
  return [...new Set([...kept, ...links].map(({ parcelId }) => parcelId))];
}

interface Spoken {
  readonly parcelId: string;
  readonly parcel: GivenParcel;
}

/** The orders that parcels are said to belong to; those that nobody knows yet are kept as claims. */
async function ordersOf(tx: DatabaseTx, spoken: readonly Spoken[], now: Date): Promise<Claimed> {
  const wanted = spoken.flatMap(({ parcel: { orders = [] }, parcelId }) =>
    orders.map((order): OrderOfParcel => ({ ...order, parcelId })),
  );
  const found = await findOrders(tx, wanted);
  const known = new Set(found.map(({ parcelId, key }) => `${parcelId} ${key}`));
  const unknown = wanted.filter(({ parcelId, key }) => !known.has(`${parcelId} ${key}`));
  const claimed = await claimOrders(tx, unknown, now);
  return { found: [...found, ...claimed.found], news: claimed.news };
}

/** The parcels of people whose data was erased. */
async function forgotten(tx: DatabaseTx, parcelIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select o.parcel_id as id from parcel_orders o join shoppers s on s.id = o.shopper_id
    where o.parcel_id = any(${parcelIds}::uuid[]) and s.erased_at is not null`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}

/** Of several that bring the same thing the first has brought it. */
function withNews(
  found: readonly FoundParcel[],
  { isNew, links, kept, claims }: Pick<Changes, "isNew" | "links" | "kept"> & { readonly claims: readonly Claim[] },
  spoken: readonly Spoken[],
): RecordedParcel[] {
  const fresh = new Set(isNew);
  const orders = new Set([...links, ...claims].map(({ parcelId, key }) => `${parcelId} ${plainNumber(key)}`));
  const scanned = new Set(kept.map(({ parcelId, key }) => `${parcelId} ${key}`));
  return found.map((one, index) => {
    const { parcelId, parcel } = spoken[index]!;
    const brought = [
      fresh.delete(parcelId),
      ...(parcel.orders ?? []).map(({ key }) => orders.delete(`${parcelId} ${plainNumber(key)}`)),
      ...parcel.scans.map((scan) => scanned.delete(`${parcelId} ${scanKey(scan)}`)),
    ];
    return { ...one, isNews: brought.includes(true) };
  });
}
