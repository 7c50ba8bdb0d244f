import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { grantCredit } from "../../../means/store-credit/index.ts";
import type { ReturnRequest } from "./store-request.ts";

interface Giving {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

/**
 * Gives what credit is worth more than money, as an entry of its own: no money of the order, and not under its ceiling. What was given with a settlement
 * that was called off stays with the shopper, and is not given again.
 */
export async function giveBonus(
  { tx, clock, actor }: Giving,
  request: ReturnRequest,
  bonus: bigint,
  reference: string,
): Promise<void> {
  const amount = bonus - (await takeGivenBefore(tx, request.id, bonus));
  if (amount <= 0n) return;
  const { shopper_id: shopperId, currency, order_id: orderId } = request;
  await grantCredit(tx, clock, {
    ...{ shopperId, amount, currency, orderId: orderId as Id<"ord">, because: "return", actor, reference },
  });
}

/** @returns how much of a bonus was given with settlements that were called off; it counts with the new one from now on */
async function takeGivenBefore(tx: Tx, requestId: string, bonus: bigint): Promise<bigint> {
  const given = await tx.db
    .selectFrom("return_settlements")
    .select(["number", "bonus"])
    .where("request_id", "=", requestId)
    .where("lines", "=", "[]")
    .where("bonus", ">", 0n)
    .orderBy("number")
    .execute();
  let left = bonus;
  for (const { number, bonus: before } of given) {
    const taken = before < left ? before : left;
    left -= taken;
    await tx.db
      .updateTable("return_settlements")
      .set({ bonus: before - taken })
      .where("request_id", "=", requestId)
      .where("number", "=", number)
      .execute();
  }
  return bonus - left;
}
