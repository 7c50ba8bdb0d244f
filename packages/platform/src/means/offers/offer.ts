import { Temporal } from "temporal-polyfill";
import { process } from "../../foundation/process/index.ts";

export const offerProcess = process("offer", {
  issued: { redeem: "redeemed", expire: "expired", revoke: "revoked" },
  /** The purchase came back whole or was called off: the offer counts again, or it is over. */
  redeemed: { reinstate: "issued", reverse: "reversed" },
  expired: {},
  revoked: {},
  reversed: {},
});

/** Days after the day on which an offer is handed over; on the last of them it can still be used. */
const validDays = 30;

/**
 * The last instant at which an offer can be used: the end of a day where the retailer is, because "valid until 22 December"
 * must hold on the evening of 22 December too.
 */
export function expiryOf(issuedAt: Date, timeZone: string): Date {
  return endOfDayAfter(issuedAt, validDays, timeZone);
}

/** The end of the day so many days after a day, where the retailer is. */
export function endOfDayAfter(at: Date, days: number, timeZone: string): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const dayAfter = zoned.add({ days: days + 1 }).startOfDay();
  return new Date(dayAfter.epochMilliseconds - 1);
}
