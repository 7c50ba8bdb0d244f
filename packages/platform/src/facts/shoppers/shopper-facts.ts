import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { ShopperId } from "../identifiers/index.ts";

export const shopperRecorded = fact("shopper.recorded", {
  summary: "A shopper became known: as an account, or as the guest of one order.",
  data: z.object({ shopperId: ShopperId, kind: z.enum(["account", "guest"]), country: z.string().optional() }),
});

/** The subject is the account. The guest's own events keep the guest as their subject and are read along with it. */
export const shopperMerged = fact("shopper.merged", {
  summary: "A guest turned out to be an account; their histories are one from here on.",
  data: z.object({ shopperId: ShopperId, guestId: ShopperId }),
});

export const shopperErased = fact("shopper.erased", {
  summary: "A shopper's personal data was erased for good.",
  data: z.object({ shopperId: ShopperId }),
});
