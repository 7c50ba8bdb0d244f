import { pointsRedeemed } from "../../facts/points/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import { bookAccount } from "./book-account.ts";
import { lockAccount } from "./locked-account.ts";
import { redeemPoints } from "./points.contract.ts";
import { noPointsAccount, requireHolder } from "./require-holder.ts";
import { worthOf } from "./scheme.ts";
import { atOwnStore } from "./shopper-rules.ts";

/** Nothing is earned or used while the retailer has the scheme switched off. */
export const pointsSwitchedOff = problemKind("points-switched-off", 409);

export const redeemPointsOperation = operation(redeemPoints, {
  by: { associate: atOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { shopperId: asked, points, orderId, ...input }) {
    const shopperId = await requireHolder(tx, asked);
    const storeId = input.storeId ?? (actor.scope["storeId"] as Id<"sto"> | undefined);
    await requireKnown(tx, storeId, orderId);
    const now = clock.now();
    // The lock comes first: of two tills at once the second sees what the first has taken.
    const open = await lockAccount(tx, { shopperId, now });
    if (!open) throw noPointsAccount({ field: "shopperId" });
    const { scheme, version } = open.current;
    if (!scheme.enabled) throw pointsSwitchedOff();
    const step = BigInt(scheme.redeem.points);
    if (points % step !== 0n) {
      const reason = `expected a multiple of ${step}`;
      throw badInput({ field: "points", reason }, { fields: [{ field: "points", message: reason }] });
    }
    const worth = { amount: worthOf(points, scheme), currency: scheme.currency };
    const booking = { reference: `redeem/${newId()}`, at: now, storeId, orderId, ...worth, scheme: version };
    open.points.take("redeem", points, booking, now);
    await bookAccount(tx, open, actor.id);
    const where = { ...(storeId !== undefined && { storeId }), ...(orderId !== undefined && { orderId }) };
    const data = { shopperId, points, ...worth, ...where };
    await tx.append(pointsRedeemed({ subject: shopperId, at: now, data }));
    return { points, amount: worth, after: open.points.position(now) };
  },
});

async function requireKnown(tx: DatabaseTx, storeId: string | undefined, orderId: string | undefined): Promise<void> {
  if (storeId !== undefined) {
    const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
    if (!store) throw notFound({ field: "storeId" });
  }
  if (orderId !== undefined) {
    const order = await tx.db.selectFrom("orders").select("id").where("id", "=", orderId).executeTakeFirst();
    if (!order) throw notFound({ field: "orderId" });
  }
}
