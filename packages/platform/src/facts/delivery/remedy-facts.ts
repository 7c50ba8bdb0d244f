import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { DecisionId, ExchangeId, IncidentId, OrderId, RemedyRequestId, ShopperId } from "../identifiers/index.ts";
import { RemedyChooser, RemedyKind, RequestKind } from "./remedy.schema.ts";

const incident = { incidentId: IncidentId, orderId: OrderId, shopperId: ShopperId };

export const remedyOffered = fact("delivery.remedy-offered", {
  summary: "A shopper whose delivery is in trouble was given a choice of what is done about it.",
  data: z.object({
    ...incident,
    /** What was decided to be best; absent where that was to explain and to apologise. */
    recommended: RemedyKind.optional(),
    kinds: z.array(RemedyKind),
    decisionId: DecisionId,
  }),
});

export const remedyChosen = fact("delivery.remedy-chosen", {
  summary: "What is done about a delivery in trouble was chosen, by whom it says.",
  data: z.object({ ...incident, kind: RemedyKind, by: RemedyChooser }),
});

export const remedyCarriedOut = fact("delivery.remedy-carried-out", {
  summary: "What was chosen for a delivery in trouble was done, at what it costs.",
  data: z.object({
    ...incident,
    kind: RemedyKind,
    /** Of the program, where it is one of its actions. */
    action: z.string().optional(),
    /** Whose remedy it is; absent for what the shopper may have whatever anybody decides. */
    decisionId: DecisionId.optional(),
    /** Paid at once, minor units: what an offer costs is known when it is used. */
    cost: MoneyAmount,
    currency: z.string(),
  }),
});

export const remedyWithdrawn = fact("delivery.remedy-withdrawn", {
  summary: "A choice about a delivery is over, as there is nothing to be made good any more.",
  data: z.object(incident),
});

const request = {
  ...incident,
  requestId: RemedyRequestId,
  lines: z.array(z.object({ line: z.int(), sku: z.string(), quantity: z.int() })),
  trackingNumber: z.string().optional(),
};

export const reshipRequested = fact("delivery.reship-requested", {
  summary: "The shop is asked to send an order once more, as its goods were lost or damaged.",
  data: z.object(request),
});

export const upgradeRequested = fact("delivery.upgrade-requested", {
  summary: "The shop is asked to send what has not left yet by a faster service.",
  data: z.object(request),
});

export const redirectRequested = fact("delivery.redirect-requested", {
  summary: "The shop is asked to have a parcel brought to a place where the shopper fetches it.",
  data: z.object(request),
});

export const cancelRequested = fact("order.cancel-requested", {
  summary: "The shop is asked to call an order off; its money is given back once it says that it has.",
  data: z.object(request),
});

export const requestReported = fact("delivery.request-reported", {
  summary: "The shop said what became of something it was asked to do for a delivery in trouble, or for an exchange.",
  data: z.object({
    ...incident,
    /** One of the two. */
    incidentId: IncidentId.optional(),
    exchangeId: ExchangeId.optional(),
    requestId: RemedyRequestId,
    kind: RequestKind,
    outcome: z.enum(["acknowledged", "done", "refused"]),
    /** The sender's own name of the parcel with which it is sent again. */
    parcel: z.string().optional(),
    /** What the shop has paid back itself. */
    refunded: MoneyAmount.optional(),
  }),
});
