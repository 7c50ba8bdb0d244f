import { roles } from "../../foundation/actors/index.ts";
import { signed } from "../../foundation/auth/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { shopperRecorded } from "../shoppers/index.ts";
import { openGift } from "./gift.contract.ts";
import { giftOfCode } from "./read-gifts.ts";

const linkDays = 30;

export const openGiftOperation = operation(openGift, {
  by: Object.fromEntries(roles.map((role) => [role, anything])),
  // As for looking an order up. There is no second thing to prove, but the code alone is more than can be tried out.
  limits: [{ name: "gift look-up by client", calls: 30, perSeconds: 600, key: (client) => client }],
  async run({ tx, clock }, { code }) {
    const gift = await giftOfCode(tx, code);
    const giftId = gift.id as Id<"gft">;
    const shopperId = await bearerOf(tx, clock, giftId);
    const now = clock.real();
    const expiresAt = new Date(now.getTime() + linkDays * 86_400_000);
    const token = await signed(tx, { giftId, shopperId, expiresAt: expiresAt.getTime() }, now);
    return { giftId, link: `/l/${token}`, token, expiresAt };
  },
});

/**
 * Whoever a gift was given to: a shopper of their own from the first time its code is used, of whom nothing is known. What they give back is theirs, and
 * none of it is told to who bought it.
 */
async function bearerOf(tx: Tx, clock: Clock, giftId: string): Promise<string> {
  const query = tx.db.selectFrom("gifts").select("bearer_id").where("id", "=", giftId);
  const { bearer_id: known } = await query.forUpdate().executeTakeFirstOrThrow();
  if (known !== null) return known;
  const shopperId = newId<"shp">();
  await tx.db.insertInto("shoppers").values({ id: shopperId, kind: "guest", source: "gift", key: shopperId }).execute();
  await tx.db.updateTable("gifts").set({ bearer_id: shopperId }).where("id", "=", giftId).execute();
  await tx.append(shopperRecorded({ subject: shopperId, at: clock.now(), data: { shopperId, kind: "guest" } }));
  return shopperId;
}
