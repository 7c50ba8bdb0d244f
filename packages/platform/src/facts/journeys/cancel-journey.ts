import type { DatabaseTx } from "../../foundation/database/index.ts";

/** Ends the journey of an order that was called off: from that day on nothing is learned of it. What has arrived has arrived. */
export async function cancelJourney({ db }: DatabaseTx, orderId: string, today: string): Promise<void> {
  await db
    .updateTable("journeys")
    .set({ cancelled_on: today })
    .where("order_id", "=", orderId)
    .where("delivered_on", "is", null)
    .where("cancelled_on", "is", null)
    .execute();
}
