import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { type LockedRequest, lockRequest, outstanding } from "./store-request.ts";

/** An announced return that awaits units, locked, with the place of its line. */
export interface OpenRequest {
  readonly locked: LockedRequest;
  readonly place: number;
}

/** The oldest announced return that awaits so many units of a line; undefined where none does. The order's lines are locked. */
export async function openRequestFor(
  tx: DatabaseTx,
  { orderId, line }: { readonly orderId: string; readonly line: number },
  quantity: number,
): Promise<OpenRequest | undefined> {
  const open = await tx.db
    .selectFrom("return_requests")
    .select("id")
    .where("order_id", "=", orderId)
    .where("state", "in", ["open", "on-its-way", "partly-received"])
    .orderBy("requested_at")
    .orderBy("id")
    .execute();
  for (const { id } of open) {
    const locked = await lockRequest(tx, id);
    const awaiting = locked.lines.find((one) => one.order_line === line && outstanding(one) >= quantity);
    if (awaiting) return { locked, place: awaiting.place };
  }
  return undefined;
}
