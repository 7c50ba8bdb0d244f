import { z } from "zod";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { OfferView } from "./offer.contract.ts";

const OfferRow = OfferView.omit({ qrSvg: true }).extend({
  shopper: ShopperLabel.optional(),
  program: z.string().optional(),
  /** The shop's number of the purchase it was used on. */
  purchaseNumber: z.string().optional(),
});

export const listOffers = contract("offers.list", {
  summary: "Offers, latest first, by code, shopper or purchase, by state, by program and by month of expiry.",
  http: "GET /v1/offers",
  input: z.strictObject({
    /** A code or its beginning, a shopper's identifier, customer number or name, or the number of a purchase. */
    q: z.string().trim().max(120).optional(),
    /** `issued` leaves out those whose time is over; they are `expired`. */
    state: OfferView.shape.state.optional(),
    program: z.string().max(60).optional(),
    /** In which it expires, such as 2026-04, where the retailer is. */
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: "expected a month such as 2026-04" })
      .optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(OfferRow),
    next: z.string().optional(),
    /** On the first page: how many there are. */
    total: z.int().optional(),
  }),
});
