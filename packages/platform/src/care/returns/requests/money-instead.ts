import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { changeRequest, lockRequest } from "./store-request.ts";

/** The shopper wants money for what goes back, whatever they chose before: what becomes due from now on is paid the way it was paid. */
export async function takeMoneyInstead(tx: DatabaseTx, returnRequestId: string): Promise<void> {
  const { request } = await lockRequest(tx, returnRequestId);
  await changeRequest(tx, request, { resolution: "refund" });
}
