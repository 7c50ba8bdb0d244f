import { z } from "zod";
import { GiftId, ReturnRequestId } from "../../facts/identifiers/index.ts";
import { RefundTiming, Resolution, ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import { returnReasonsOfOrder } from "../../facts/returns/reasons/reasons.contract.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { ReturnRequestView, returnOptions } from "../returns/requests/return-request.contract.ts";

const Units = { line: z.int().min(1), quantity: z.int().min(1).max(1_000_000) };

/** A return reason handle, e.g. `too-small`. */
const Reason = z.string().trim().min(1).max(120);

const { shape } = ReturnRequestView;

/** What is given back, as whoever was given it sees it: no price, no order, and nobody's name. */
const GiftReturn = ReturnRequestView.pick({
  returnRequestId: true,
  number: true,
  state: true,
  requestedAt: true,
  expiresAt: true,
  closedAt: true,
  method: true,
  resolution: true,
  timing: true,
  plea: true,
  declined: true,
  labels: true,
}).extend({
  giftId: GiftId,
  lines: z.array(
    shape.lines.element.pick({ line: true, quantity: true, sku: true, title: true, reason: true, received: true }),
  ),
  /** What is sent for it, once it was chosen. */
  instead: z.array(z.object({ line: z.int(), title: z.string(), variant: z.string().optional() })),
});

export const getGift = contract("gifts.get", {
  summary: "A gift that was opened with its code: what of it can be given back, and what is on its way.",
  http: "GET /v1/gifts/:giftId",
  input: z.strictObject({ giftId: GiftId }),
  output: z.object({
    giftId: GiftId,
    lines: z.array(
      z.object({
        line: z.int(),
        sku: z.string(),
        title: z.string().optional(),
        /** Neither come back nor announced. */
        units: z.int(),
        /** They can be announced today without asking anybody. */
        isOpen: z.boolean(),
        until: z.iso.date().optional(),
      }),
    ),
    reasons: returnReasonsOfOrder.output,
    /** Latest first. */
    returns: z.array(GiftReturn),
  }),
});

export const giftReturnOptions = contract("gifts.return-options", {
  summary: "What can be chosen for lines of a gift that go back: its value as one's own, or another size or colour.",
  http: "POST /v1/gifts/:giftId/return-options",
  kind: "query",
  input: z.strictObject({
    giftId: GiftId,
    lines: z
      .array(z.strictObject({ ...Units, reason: Reason }))
      .min(1)
      .max(100),
  }),
  output: z.object({
    currency: z.string(),
    lines: z.array(z.object({ ...Units, reason: z.string(), isOpen: z.boolean(), until: z.iso.date().optional() })),
    resolutions: z.array(z.object({ resolution: Resolution, timing: RefundTiming })),
    methods: returnOptions.output.shape.methods,
    /** For each line, where it can be exchanged: what costs the same, the best answer to the reason first. */
    substitutes: z.array(
      z.object({
        line: z.int(),
        substitutes: z.array(
          z.object({
            sku: z.string(),
            title: z.string(),
            variant: z.string().optional(),
            because: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
});

export const announceGiftReturn = contract("gifts.announce-return", {
  summary: "Announces lines of a gift as coming back, for whoever was given it; whoever bought it hears nothing.",
  http: "POST /v1/gifts/:giftId/return-requests",
  input: z.strictObject({
    giftId: GiftId,
    /** Chosen by who asks, so that the same request sent twice is one. */
    returnRequestId: ReturnRequestId.optional(),
    lines: z
      .array(
        z.strictObject({
          ...{ ...Units, reason: Reason },
          detail: z.string().trim().min(1).max(2_000).optional(),
          /** Which other size or colour, where it is exchanged. */
          sku: z.string().trim().min(1).max(120).optional(),
        }),
      )
      .min(1)
      .max(100),
    method: ReturnMethod,
    resolution: z.enum(["gift-card", "store-credit", "exchange"]),
    /** Whoever was given it hears of it here. */
    email: z.email().max(254),
    /** Where it can no longer be given back just so: why it should be all the same. A person decides. */
    plea: z.string().trim().min(1).max(2_000).optional(),
  }),
  output: GiftReturn,
});

export const cancelGiftReturn = contract("gifts.cancel-return", {
  summary: "Calls a return of a gift off while nothing of it has come back.",
  http: "POST /v1/gifts/:giftId/return-requests/:returnRequestId/cancellation",
  input: z.strictObject({ giftId: GiftId, returnRequestId: ReturnRequestId }),
  output: GiftReturn,
});
