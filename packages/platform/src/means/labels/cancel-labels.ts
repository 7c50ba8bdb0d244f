import { recordScans } from "../../facts/parcels/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { providerNamed } from "./label-providers.ts";

/**
 * Takes back the labels of a request that nothing will travel under any more, in the caller's transaction. A parcel that has been handed over all
 * the same stays on its way: phases only rise.
 */
export async function cancelLabels(tx: Tx, clock: Clock, returnRequestId: string): Promise<void> {
  const now = clock.now();
  const labels = await tx.db
    .updateTable("return_labels")
    .set({ state: "cancelled", cancelled_at: now })
    .where("return_request_id", "=", returnRequestId)
    .where("state", "=", "valid")
    .returning(["id", "provider", "tracking_number"])
    .execute();
  for (const { provider, tracking_number } of labels) await providerNamed(provider).cancel(tx, tracking_number);
  const source = "return-label";
  const parcels = labels.map(({ id }) => ({
    name: { source, key: id },
    scans: [{ key: `${source}:${id}/cancelled`, source, code: "cancelled", status: "cancelled" as const, at: now }],
  }));
  await recordScans(tx, parcels, { history: false, now });
}
