import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { familyOf } from "../persons/index.ts";
import { shopperErased, shopperMerged } from "./shopper-facts.ts";

/**
 * What a room forgets with a person: when they are erased, and when a guest turns out to be somebody who was erased before.
 *
 * @param room which the names of the reactions begin with
 * @param forget is given every name under which the person is known
 */
export function whenForgotten(
  room: string,
  forget: (tx: DatabaseTx, family: readonly string[]) => Promise<void>,
): readonly Reaction[] {
  async function forgetErased(tx: DatabaseTx, shopperId: string): Promise<void> {
    const family = await familyOf(tx, shopperId);
    if (family.length === 0) return;
    const erased = await tx.db
      .selectFrom("shoppers")
      .select("id")
      .where("id", "in", family)
      .where("erased_at", "is not", null)
      .executeTakeFirst();
    if (erased) await forget(tx, family);
  }
  return [
    on(shopperErased, `${room}.forget-erased`, ({ tx }, { data }) => forgetErased(tx, data.shopperId)),
    on(shopperMerged, `${room}.forget-merged`, ({ tx }, { data }) => forgetErased(tx, data.shopperId)),
  ];
}
