import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import type { ShopRequest } from "../../requests/index.ts";
import type { RemedyView } from "./remedy.contract.ts";
import type { Remedy } from "./remedy-tables.ts";

type Result = NonNullable<z.output<typeof RemedyView>["result"]>;

/**
 * How far what was chosen is, as those say that carry it out: the refund, the credit, the offer, the shop. It is read where it stands and kept
 * nowhere else, so that it is followed to its end without being copied.
 */
export async function readResult(tx: DatabaseTx, { result }: Remedy): Promise<Result | undefined> {
  if (!result) return undefined;
  const { refundId, creditEntryId, offerId, requestId } = result;
  const request = requestId && (await requestState(tx, requestId));
  if (refundId) {
    return { ...(request || {}), state: await refundState(tx, refundId), refundId: refundId as Id<"rfd"> };
  }
  if (creditEntryId) return { state: "arrived", creditEntryId: creditEntryId as Id<"cre"> };
  if (offerId) return offerState(tx, offerId);
  return request || undefined;
}

async function refundState(tx: DatabaseTx, id: string): Promise<Result["state"]> {
  const row = await tx.db
    .selectFrom("refunds")
    .select(["settled_at", "cancelled_at"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (row.cancelled_at !== null) return "failed";
  return row.settled_at === null ? "on-its-way" : "arrived";
}

const ofOffers: Readonly<Record<string, Result["state"]>> = {
  issued: "arrived",
  redeemed: "used",
  expired: "expired",
  revoked: "failed",
  reversed: "used",
};

async function offerState(tx: DatabaseTx, id: string): Promise<Result> {
  const { state, code, expires_at } = await tx.db
    .selectFrom("offers")
    .select(["state", "code", "expires_at"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { state: ofOffers[state] ?? "arrived", offerId: id as Id<"ofr">, code, expiresAt: expires_at };
}

async function requestState(tx: DatabaseTx, id: string): Promise<Result> {
  const request = await tx.db.selectFrom("remedy_requests").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const parcel = request.parcel_key;
  return {
    state: await stateOfRequest(tx, request),
    requestId: request.id as Id<"rmq">,
    ...(parcel !== null && { parcel }),
  };
}

async function stateOfRequest(tx: DatabaseTx, request: ShopRequest): Promise<Result["state"]> {
  if (request.state === "requested") return "asked";
  if (request.state === "acknowledged") return "at-work";
  if (request.state === "refused") return "failed";
  return (await hasArrived(tx, request)) ? "arrived" : "on-its-way";
}

/** Sent again is sent for good when that parcel is there; of what goes another way, when the order's parcels are. */
async function hasArrived(tx: DatabaseTx, { order_id, parcel_key }: ShopRequest): Promise<boolean> {
  const { rows } = await sql<{ arrived: boolean }>`
    select coalesce(bool_and(p.phase >= 2), false) as arrived
    from parcel_orders po join parcels p on p.id = po.parcel_id
    where po.order_id = ${order_id} and p.direction = 'outbound' and (${parcel_key}::text is null
      or p.tracking_number = upper(replace(${parcel_key}::text, ' ', ''))
      or exists (select from parcel_names n where n.parcel_id = p.id and n.key = ${parcel_key}::text))`.execute(tx.db);
  return rows[0]?.arrived ?? false;
}
