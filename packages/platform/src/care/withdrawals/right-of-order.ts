import { parcelsOfOrder } from "../../facts/parcels/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { isHoliday, loadHolidays } from "../../facts/shipping/index.ts";
import { dayAt } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type WithdrawalRight, withdrawalRight } from "../../judgement/law/index.ts";
import type { MeantOrder } from "./find-contract.ts";

/** What the law says about withdrawing from an order now. Days are those of the retailer's zone, which is all that is known of where one is. */
export async function rightOfOrder(
  tx: DatabaseTx,
  { orderId, shopperId, country, channel, placedAt }: MeantOrder,
  now: Date,
): Promise<WithdrawalRight> {
  const { timeZone } = await readRetailer(tx);
  const dayOf = (at: Date) => dayAt(at, timeZone).day;
  const outbound = await parcelsOfOrder(tx, { orderId, shopperId });
  const arrivals = outbound.map(({ deliveredAt }) => deliveredAt?.getTime() ?? Number.NaN);
  const last = Math.max(...arrivals);
  // No parcel at all is as unknown as one that has not arrived: NaN and −Infinity both leave the period open.
  const receivedOn = Number.isFinite(last) ? dayOf(new Date(last)) : undefined;
  const place = { country: country ?? "DE" };
  const year = now.getUTCFullYear();
  await loadHolidays([place], [year - 1, year, year + 1]);
  return withdrawalRight({
    ...{ country, atDistance: channel !== "store", placedOn: dayOf(placedAt), statedOn: dayOf(now), receivedOn },
    isHoliday: (day) => isHoliday(place, day),
  });
}
