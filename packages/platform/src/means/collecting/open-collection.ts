import type { CollectionKind } from "../../facts/collections/collection.schema.ts";
import { collectionOpened } from "../../facts/collections/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { scheduleTimer } from "../../foundation/timers/index.ts";
import { collectionProcess } from "./collection.ts";
import type { Collection } from "./collection-tables.ts";
import { expireCollection } from "./end-collection.ts";
import { identityOf } from "./lock-collection.ts";

interface WantedCollection {
  /** What for, such as `exchange/<id>/difference`; asked for once. */
  readonly purpose: string;
  readonly kind: CollectionKind;
  readonly shopperId: Id<"shp">;
  readonly orderId: Id<"ord">;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly currency: string;
  /** Business time at which nobody waits for it any more. */
  readonly until: Date;
}

/** Asks a shopper for money, who pays it on a page or does not: nobody is charged here. The same purpose again answers what is there. */
export async function openCollection(tx: Tx, clock: Clock, wanted: WantedCollection): Promise<Collection> {
  const { purpose, kind, shopperId, orderId, amount, currency, until } = wanted;
  const opened_at = clock.now();
  const row: Collection = {
    ...{ id: newId<"col">(), purpose, kind, shopper_id: shopperId, order_id: orderId, amount, currency },
    ...{ state: collectionProcess.initial, opened_at, until, session: null, sessions: 0, via: null, store_id: null },
    ...{
      payment_reference: null,
      made_at: null,
      lapses_at: null,
      ended_at: null,
      kept: null,
      going_back: null,
      returns: 0,
    },
  };
  const written = await tx.db
    .insertInto("collections")
    .values(row)
    .onConflict((conflict) => conflict.column("purpose").doNothing())
    .executeTakeFirst();
  if (!written.numInsertedOrUpdatedRows) {
    return tx.db.selectFrom("collections").selectAll().where("purpose", "=", purpose).executeTakeFirstOrThrow();
  }
  const collectionId = row.id as Id<"col">;
  await scheduleTimer(tx, expireCollection, { key: row.id, subject: shopperId, at: until, data: { collectionId } });
  await tx.append(collectionOpened({ subject: shopperId, at: opened_at, data: { ...identityOf(row), until } }));
  return row;
}
