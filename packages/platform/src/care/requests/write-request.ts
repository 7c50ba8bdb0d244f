import type { RequestKind } from "../../facts/delivery/remedy.schema.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { requestProcess } from "./request.ts";
import type { RequestedLine } from "./request-tables.ts";

interface WantedRequest {
  /** What it is for, which asks once for a kind. */
  readonly of: { readonly incidentId: string } | { readonly exchangeId: string };
  readonly orderId: string;
  readonly shopperId: string;
  readonly kind: RequestKind;
  readonly lines: readonly RequestedLine[];
  /** The parcel that it is about. */
  readonly parcelId?: string | undefined;
  readonly at: Date;
}

/**
 * Writes down what the shop is asked to do, for whoever then tells its systems by a fact. What the shop has refused can be asked again, as it is then.
 * @returns undefined where it was asked before: there is nothing to tell
 */
export async function writeRequest(tx: DatabaseTx, wanted: WantedRequest): Promise<Id<"rmq"> | undefined> {
  const { of, orderId, shopperId, kind, lines, parcelId, at } = wanted;
  // As it is now, also where the shop is asked once more: goods can have come back meanwhile.
  const news = { lines: JSON.stringify(lines), parcel_id: parcelId ?? null, requested_at: at, reported_at: null };
  const isOfIncident = "incidentId" in of;
  const written = await tx.db
    .insertInto("remedy_requests")
    .values({
      ...{ id: newId<"rmq">(), order_id: orderId, shopper_id: shopperId, kind, state: requestProcess.initial },
      ...{ incident_id: isOfIncident ? of.incidentId : null, exchange_id: isOfIncident ? null : of.exchangeId },
      ...{ ...news, parcel_key: null, refunded: null, refused_because: null },
    })
    .onConflict((conflict) =>
      conflict
        .columns([isOfIncident ? "incident_id" : "exchange_id", "kind"])
        .doUpdateSet({ ...news, state: requestProcess.initial, refused_because: null })
        .where("remedy_requests.state", "=", "refused"),
    )
    .returning("id")
    .executeTakeFirst();
  return written?.id as Id<"rmq"> | undefined;
}
