import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { IdOf, OrderId, ParcelId, ShopperId } from "../identifiers/index.ts";
import type { ParcelStatus } from "./status.schema.ts";

/** A parcel as it stood when it was locked: nobody else changes it, its scans or its orders before this transaction ends. */
export interface LockedParcel {
  readonly id: IdOf<typeof ParcelId>;
  readonly shopperId: IdOf<typeof ShopperId> | null;
  readonly carrierText: string | null;
  readonly direction: "outbound" | "return";
  readonly status: ParcelStatus;
  readonly phase: number;
  readonly pickedUpAt: Date | null;
  readonly deliveredAt: Date | null;
  /** Those of the shopper whose parcel it is before others that it holds goods of; the first found comes first. */
  readonly orderIds: readonly IdOf<typeof OrderId>[];
}

/** Locks parcels, in one order for everybody, before anything is read that their state is computed from. */
export async function lockParcels(tx: DatabaseTx, parcelIds: readonly string[]): Promise<void> {
  await sql`select from parcels where id = any(${parcelIds}::uuid[]) order by id for update`.execute(tx.db);
}

/** Reads locked parcels; a statement of its own, since what others wrote while the lock was waited for is seen by no earlier one. */
export async function readLocked(tx: DatabaseTx, parcelIds: readonly string[]): Promise<Map<string, LockedParcel>> {
  const { rows } = await sql<LockedParcel>`
    select p.id, p.shopper_id as "shopperId", p.carrier_text as "carrierText", p.direction, p.status, p.phase,
      p.picked_up_at as "pickedUpAt", p.delivered_at as "deliveredAt", array(
        select o.order_id from parcel_orders o
        where o.parcel_id = p.id order by o.shopper_id = p.shopper_id desc, o.order_id
      ) as "orderIds"
    from parcels p where p.id = any(${parcelIds}::uuid[])`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}
