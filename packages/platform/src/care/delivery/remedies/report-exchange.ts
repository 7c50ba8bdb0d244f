import { requestReported } from "../../../facts/delivery/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { requestProcess } from "../../requests/index.ts";
import { type Reported, reportCommands } from "./reported.ts";

/** What became of goods that the shop was asked to send for an exchange; the exchange hears of it by the fact. Said again it changes nothing. */
export async function reportExchangeRequest(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  requestId: Id<"rmq">,
  { outcome, parcel, reason }: Reported,
): Promise<void> {
  const request = await tx.db
    .selectFrom("remedy_requests")
    .selectAll()
    .where("id", "=", requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (request.state === outcome) return;
  const state = requestProcess.next(request.state, reportCommands[outcome]);
  const at = clock.now();
  await tx.db
    .updateTable("remedy_requests")
    .set({
      ...{ state, reported_at: at, parcel_key: parcel ?? null },
      refused_because: outcome === "refused" ? (reason ?? null) : null,
    })
    .where("id", "=", requestId)
    .execute();
  const subject = request.shopper_id as Id<"shp">;
  const told = { requestId, kind: request.kind, outcome, ...(parcel !== undefined && { parcel }) };
  const ids = { exchangeId: request.exchange_id as Id<"exc">, orderId: request.order_id as Id<"ord"> };
  await tx.append(requestReported({ subject, at, data: { ...ids, shopperId: subject, ...told } }));
}
