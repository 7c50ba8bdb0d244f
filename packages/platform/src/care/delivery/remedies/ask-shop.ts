import { sql } from "kysely";
import {
  cancelRequested,
  redirectRequested,
  reshipRequested,
  upgradeRequested,
} from "../../../facts/delivery/index.ts";
import type { RemedyKind, RequestKind } from "../../../facts/delivery/remedy.schema.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type RequestedLine, writeRequest } from "../../requests/index.ts";
import type { RemedyCase } from "./read-case.ts";

const requests: Partial<Record<RemedyKind, keyof typeof facts>> = {
  reship: "reship",
  "express-upgrade": "upgrade",
  "pickup-redirect": "redirect",
  "cancel-refund": "cancel",
};
const facts = {
  reship: reshipRequested,
  upgrade: upgradeRequested,
  redirect: redirectRequested,
  cancel: cancelRequested,
} as const;

/** Asks the shop to do what only it can, once for an incident; the fact is what its systems hear. @returns the request's UUID */
export async function askShop(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  asked: RemedyCase,
  remedy: RemedyKind,
): Promise<string> {
  const kind = requests[remedy];
  if (kind === undefined) throw new Error(`no shop is asked for ${remedy}`);
  const { incidentId, orderId, shopperId } = asked;
  const lines = await linesLeft(tx, orderId);
  const parcel = asked.parcelId;
  const at = clock.now();
  const requestId = await writeRequest(tx, {
    ...{ of: { incidentId }, orderId, shopperId, kind, lines, parcelId: parcel, at },
  });
  if (requestId === undefined) return standing(tx, incidentId, kind);
  const data = { incidentId, orderId, shopperId, requestId, lines: [...lines], ...(await trackingOf(tx, parcel)) };
  await tx.append(facts[kind]({ subject: shopperId, at, data }));
  return requestId;
}

async function standing(tx: Tx, incidentId: string, kind: RequestKind): Promise<string> {
  const query = tx.db.selectFrom("remedy_requests").select("id");
  return (await query.where("incident_id", "=", incidentId).where("kind", "=", kind).executeTakeFirstOrThrow()).id;
}

/** What of the order has not come back yet. */
async function linesLeft(tx: Tx, orderId: string): Promise<RequestedLine[]> {
  const { rows } = await sql<RequestedLine>`
    select line, sku, quantity - returned_quantity as quantity from order_lines
    where order_id = ${orderId} and quantity > returned_quantity order by line`.execute(tx.db);
  return rows;
}

async function trackingOf(tx: Tx, parcelId: string | undefined): Promise<{ trackingNumber?: string }> {
  if (parcelId === undefined) return {};
  const row = await tx.db.selectFrom("parcels").select("tracking_number").where("id", "=", parcelId).executeTakeFirst();
  return row?.tracking_number == null ? {} : { trackingNumber: row.tracking_number };
}
