import { Temporal } from "temporal-polyfill";
import { process } from "../../foundation/process/index.ts";

export const offerProcess = process("offer", {
  issued: { redeem: "redeemed", expire: "expired", revoke: "revoked" },
  redeemed: {},
  expired: {},
  revoked: {},
});

/** Days after the day on which an offer is handed over; on the last of them it can still be used. */
const validDays = 30;

/**
 * The last instant at which an offer can be used: the end of a day where the retailer is, because "valid until 22 December"
 * must hold on the evening of 22 December too.
 */
export function expiryOf(issuedAt: Date, timeZone: string): Date {
  const issued = Temporal.Instant.fromEpochMilliseconds(issuedAt.getTime()).toZonedDateTimeISO(timeZone);
  const dayAfter = issued.add({ days: validDays + 1 }).startOfDay();
  return new Date(dayAfter.epochMilliseconds - 1);
}
