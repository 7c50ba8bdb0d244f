import { z } from "zod";

/** What becomes of something that a shopper announces to send back. */
export const ReturnRequestState = z.enum([
  ...([
    "requested",
    "open",
    "on-its-way",
    "partly-received",
    "received",
    "closed",
    "declined",
    "cancelled",
    "expired",
  ] as const),
]);
export type ReturnRequestState = z.output<typeof ReturnRequestState>;

/** schema.org's return methods, with those that it has no word for: goods that need not travel. */
export const ReturnMethod = z.enum(["store", "drop-off", "locker", "home-pick-up", "keep-it", "donate-it"]);
export type ReturnMethod = z.output<typeof ReturnMethod>;

/** Methods by which goods travel with a carrier, and therefore under a label and at a price. */
export const CarriedMethod = ReturnMethod.extract(["drop-off", "locker", "home-pick-up"]);
export type CarriedMethod = z.output<typeof CarriedMethod>;

/** When the money is sent: when the return is announced, at the carrier's first scan, on arrival, after it was looked at. */
export const RefundTiming = z.enum(["instant", "first-scan", "received", "inspected"]);
export type RefundTiming = z.output<typeof RefundTiming>;

/** What the shopper gets for what goes back. */
export const Resolution = z.enum(["exchange", "store-credit", "gift-card", "refund", "repair"]);
export type Resolution = z.output<typeof Resolution>;
