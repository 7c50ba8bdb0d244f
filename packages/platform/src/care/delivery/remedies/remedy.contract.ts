import { z } from "zod";
import { ActionTerms } from "../../../facts/actions/action-terms.schema.ts";
import { RemedyChooser, RemedyKind, RequestKind } from "../../../facts/delivery/remedy.schema.ts";
import {
  CreditEntryId,
  DecisionId,
  ExchangeId,
  IncidentId,
  OfferId,
  OrderId,
  RefundId,
  RemedyRequestId,
  ShopperId,
} from "../../../facts/identifiers/index.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../../foundation/money/index.ts";
import { RemedyState } from "../remedy-state.schema.ts";

const RemedyOption = z.object({
  /** Names it when it is chosen. */
  option: z.string(),
  kind: RemedyKind,
  /** What it gives, for those that give something. */
  terms: ActionTerms.optional(),
  /** What the shopper gets in money or credit, minor units of the order's currency. */
  amount: MoneyAmount.optional(),
  /** The shopper may have it whatever anybody decides. */
  byLaw: z.boolean(),
  recommended: z.boolean(),
  /** Cannot be taken back: ask once more before it is chosen. */
  isFinal: z.boolean(),
  /** Until when one waits, or the last day proposed: a calendar day at the place of the retailer. */
  until: z.iso.date().optional(),
  /** What it is, as it is said to the shopper in the caller's language. */
  text: z.string(),
  /** The same in a few words. */
  name: z.string(),
});

/** Where what was chosen is: `on-its-way` until it has reached the shopper, `asked` until the shop has done it. */
const RemedyResult = z.object({
  state: z.enum(["on-its-way", "arrived", "asked", "at-work", "used", "expired", "failed"]),
  refundId: RefundId.optional(),
  creditEntryId: CreditEntryId.optional(),
  offerId: OfferId.optional(),
  /** Of the offer. */
  code: z.string().optional(),
  expiresAt: At.optional(),
  requestId: RemedyRequestId.optional(),
  /** The parcel with which an order is sent once more, by the sender's own name. */
  parcel: z.string().optional(),
});

export const RemedyView = z.object({
  incidentId: IncidentId,
  orderId: OrderId,
  currency: z.string(),
  state: RemedyState,
  offeredAt: At,
  /** Until when an answer counts; what happens without one is `withoutAnswer`. */
  answerBy: At,
  /** The option that is carried out where nobody answers; absent where nothing is. */
  withoutAnswer: z.string().optional(),
  options: z.array(RemedyOption),
  chosen: z.string().optional(),
  chosenAt: At.optional(),
  chosenBy: RemedyChooser.optional(),
  carriedOutAt: At.optional(),
  result: RemedyResult.optional(),
  /** Set by the shopper: the last day for the delivery. */
  additionalPeriodUntil: z.iso.date().optional(),
  /** Which law it is that gives the options marked so. */
  law: z
    .object({
      /** `contract`: no law that we know says it; the house does. */
      regime: z.enum(["eu", "uk", "us", "contract"]),
      source: z.string(),
      /** Whether somebody has held the rule against the text of the law. */
      verified: z.boolean(),
      /** The law's own notice was sent, and what no answer means by it. */
      silence: z.enum(["consents", "cancels"]).optional(),
      silenceUntil: z.iso.date().optional(),
    })
    .optional(),
  /** For staff: why it was recommended. */
  decisionId: DecisionId.optional(),
});

export const remedyChoices = contract("delivery.choices", {
  summary:
    "What can be done about the delivery of an order that is in trouble, or was last: the choices, what was chosen, and where that is.",
  http: "GET /v1/orders/:orderId/remedy",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ remedy: RemedyView.optional() }),
});

export const chooseRemedy = contract("delivery.choose-remedy", {
  summary:
    "Chooses what is done about a delivery in trouble, and does it. The same choice again answers the same; another one, once it is done, 409.",
  http: "POST /v1/incidents/:incidentId/choice",
  input: z.strictObject({ incidentId: IncidentId, option: z.string().trim().min(1).max(60) }),
  output: RemedyView,
});

export const setAdditionalPeriod = contract("delivery.set-additional-period", {
  summary:
    "Sets the last day for a delivery that is late (Directive 2011/83/EU, Article 18): once it is over too, the order can be cancelled.",
  http: "POST /v1/orders/:orderId/additional-period",
  input: z.strictObject({ orderId: OrderId, until: z.iso.date() }),
  output: RemedyView,
});

const RemedyRequest = z.object({
  requestId: RemedyRequestId,
  /** What it is for: one of the two. */
  incidentId: IncidentId.optional(),
  exchangeId: ExchangeId.optional(),
  orderId: OrderId,
  /** The shop's own, and the system that gave it. */
  orderNumber: z.string(),
  source: z.string(),
  shopperId: ShopperId,
  kind: RequestKind,
  state: z.enum(["requested", "acknowledged", "done", "refused"]),
  requestedAt: At,
  reportedAt: At.optional(),
  /** What is to be sent again or called off. */
  lines: z.array(z.object({ line: z.int(), sku: z.string(), quantity: z.int(), title: z.string().optional() })),
  /** The parcel that it is about, by its tracking number. */
  trackingNumber: z.string().optional(),
  /** What the shop said: the new parcel, what it has paid back itself, or why it did not. */
  result: z
    .object({ parcel: z.string().optional(), refunded: MoneyAmount.optional(), reason: z.string().optional() })
    .optional(),
});

export const listRemedyRequests = contract("delivery.requests", {
  summary:
    "What the shop is asked to do: for deliveries in trouble to send again, upgrade, redirect or cancel; to send what something was exchanged for. Oldest first.",
  http: "GET /v1/delivery-requests",
  input: z.strictObject({
    state: z.enum(["requested", "acknowledged", "done", "refused"]).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(RemedyRequest), next: z.string().optional() }),
});

export const reportRemedyRequest = contract("delivery.report-request", {
  summary:
    "Says what became of something that the shop was asked to do. Of a cancellation the rest of the money is given back, beside what the shop has paid back itself.",
  http: "POST /v1/delivery-requests/:requestId/reports",
  input: z.strictObject({
    requestId: RemedyRequestId,
    outcome: z.enum(["acknowledged", "done", "refused"]),
    /** The shop's own name of the parcel with which goods were sent. */
    parcel: z.string().trim().min(1).max(120).optional(),
    /** What the shop has paid back itself, minor units. */
    refunded: MoneyAmount.refine((amount) => amount >= 0n, { error: "expected 0 or more, in minor units" }).optional(),
    reason: z.string().trim().min(1).max(300).optional(),
  }),
  output: RemedyRequest,
});
