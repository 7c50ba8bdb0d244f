import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { problemKind } from "../../../foundation/problems/index.ts";
import { changeRequest, lockRequest } from "./store-request.ts";

/** A repair or a replacement is owed before money is; whether it cannot be had is for a person to judge. */
const cureComesFirst = problemKind("cure-comes-first", 409);

/**
 * Money for what goes back, whatever was chosen before: what becomes due from now on is paid the way it was paid.
 * @param isWished by the shopper alone, who cannot choose it where the goods go back only because they are faulty
 * @throws cure-comes-first (409)
 */
export async function takeMoneyInstead(tx: DatabaseTx, returnRequestId: string, isWished: boolean): Promise<void> {
  const { request } = await lockRequest(tx, returnRequestId);
  if (isWished && request.cure_only) throw cureComesFirst({ number: request.number });
  // Money of a gift is no money of whoever was given it.
  await changeRequest(tx, request, { resolution: request.gift_id === null ? "refund" : "gift-card" });
}
