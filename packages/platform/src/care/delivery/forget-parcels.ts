import { z } from "zod";
import { ShopperId } from "../../facts/identifiers/index.ts";
import { forgetParcels } from "../../facts/parcels/index.ts";
import { forgetOccasions } from "../../facts/shipping/index.ts";
import { shopperErased, shopperMerged } from "../../facts/shoppers/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { scheduleTimer, type TimerContext, timer } from "../../foundation/timers/index.ts";

const A_MONTH = 30 * 86_400_000;

/** Asks again, month by month, as long as parcels of somebody who was erased are under way. */
export const forgetParcelsLater = timer(
  "parcels.forget-later",
  z.object({ shopperId: ShopperId }),
  (context, { shopperId }) => forget(context, shopperId),
);

export const forgetParcelsWhenErased = on(shopperErased, "parcels.forget", (context, { data }) =>
  forget(context, data.shopperId),
);

/** A guest who turns out to be an account that was erased is forgotten with it. */
export const forgetParcelsWhenMerged = on(shopperMerged, "parcels.forget-when-merged", async (context, { data }) => {
  const query = context.tx.db.selectFrom("shoppers").select("erased_at").where("id", "=", data.shopperId);
  const account = await query.executeTakeFirst();
  if (account?.erased_at) await forget(context, data.shopperId);
});

async function forget({ tx, clock }: TimerContext, shopperId: Id<"shp">): Promise<void> {
  await forgetOccasions(tx, shopperId);
  const left = await forgetParcels(tx, shopperId, clock.now());
  if (left === 0) return;
  const due = { key: shopperId, subject: shopperId, at: new Date(clock.now().getTime() + A_MONTH) };
  await scheduleTimer(tx, forgetParcelsLater, { ...due, data: { shopperId } });
}
