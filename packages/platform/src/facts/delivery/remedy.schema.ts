import { z } from "zod";

/** What a shopper can be given or choose when a delivery is in trouble. */
export const RemedyKind = z.enum([
  /** Wait for it, with nothing further. */
  "wait",
  ...(["credit", "free-shipping", "percent-off", "amount-off", "extra-points"] as const),
  ...(["partial-refund", "shipping-refund"] as const),
  ...(["reship", "express-upgrade", "pickup-redirect", "cancel-refund"] as const),
  /** A last day that the shopper sets, after which the contract can be ended (Directive 2011/83/EU, Article 18). */
  "set-additional-period",
]);
export type RemedyKind = z.output<typeof RemedyKind>;

/** `default`: nobody answered. `law`: the law says what no answer means. */
export const RemedyChooser = z.enum(["shopper", "agent", "default", "law"]);
export type RemedyChooser = z.output<typeof RemedyChooser>;

/** What only the shop itself can do. */
export const RequestKind = z.enum(["reship", "upgrade", "redirect", "cancel", "exchange"]);
export type RequestKind = z.output<typeof RequestKind>;
