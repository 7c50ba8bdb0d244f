import { z } from "zod";
import { IncidentKind, IncidentReason } from "../../../facts/delivery/incident.schema.ts";
import { IncidentId, OrderId, ParcelId } from "../../../facts/identifiers/index.ts";
import { ParcelFault, ParcelProblem, ParcelStatus, ScanStatus } from "../../../facts/parcels/status.schema.ts";
import { Occasion } from "../../../facts/shipping/occasion.schema.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { InboxMessage } from "../../../means/messages/message.contract.ts";
import { RefundView } from "../../../means/refunds/refund.contract.ts";

/** Where an order is, in the one word that its page is about. */
export const TrackingState = z.enum([
  "not-shipped",
  "on-its-way",
  "arriving",
  /** The shopper has to do something. */
  "waiting-for-you",
  "in-trouble",
  /** It comes, or came not, after the day that was promised; nothing else is wrong. */
  "late",
  "arrived",
  "coming-back",
  "cancelled",
]);
export type TrackingState = z.output<typeof TrackingState>;

/** The first and the last calendar day, at the place of the retailer, on which it is to arrive. */
const Days = z.object({
  earliest: z.iso.date(),
  latest: z.iso.date(),
  /** Where it was booked by the hour. */
  from: At.optional(),
  until: At.optional(),
});

const TimelineStep = z.object({
  at: At,
  /** Absent where nobody knows what the sender's code stands for: its text is all there is. */
  status: ScanStatus.optional(),
  fault: ParcelFault.optional(),
  /** In the sender's words and language. */
  text: z.string().optional(),
  place: z.string().optional(),
  /** Who said it. */
  source: z.string(),
});

const TrackedParcel = z.object({
  parcelId: ParcelId,
  number: z.string().optional(),
  carrier: z.string().optional(),
  /** The carrier's own page about it, where its address is known. */
  trackingUrl: z.url().optional(),
  status: ParcelStatus,
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  phase: z.int(),
  problem: ParcelProblem.optional(),
  fault: ParcelFault.optional(),
  shippedAt: At.optional(),
  deliveredAt: At.optional(),
  /** Lines of the order that are in it; empty where nobody said. */
  lines: z.array(z.object({ line: z.int(), quantity: z.int() })),
  /** Latest first. */
  timeline: z.array(TimelineStep),
});

export const TrackingView = z.object({
  orderId: OrderId,
  number: z.string(),
  /** The instant at which all of this was so. */
  asOf: At,
  state: TrackingState,
  /** What the shopper was told when buying; it stays, whatever happens to it. */
  promised: Days.extend({
    /** By a quote, by the shop itself, or by us afterwards since nobody had said anything. */
    basis: z.enum(["quoted", "shop", "assumed"]),
  }).optional(),
  /** When it comes, as far as it is known now. Absent once there is nothing to come. */
  now: Days.extend({
    /**
     * Whose word it is: the promise as it stands, what the order is found to need by what was learned from others like it or by what its service
     * states, what was found when something went wrong, or the carrier.
     */
    basis: z.enum(["promise", "learned", "stated", "incident", "carrier"]),
    /** The chance to have arrived by `latest`, 0 to 1. */
    confidence: z.number().optional(),
    /** Of ten parcels like these, how many do: rounded down, 5 stands for about half. */
    inTen: z.int().min(5).max(9).optional(),
  }).optional(),
  /** All of it is there since. */
  arrivedAt: At.optional(),
  /** When any sender last spoke of a parcel that is still to come. */
  heardAt: At.optional(),
  /** What is wrong, as long as it is. */
  incident: z
    .object({
      incidentId: IncidentId,
      kind: IncidentKind,
      /** Absent where it is not known. */
      fault: ParcelFault.optional(),
      /** The main reason first; `text` in the caller's language. */
      because: z.array(IncidentReason.extend({ text: z.string() })),
      openedAt: At,
    })
    .optional(),
  /** The day for which it is wanted, where the shopper or the shop said so. */
  occasion: Occasion.optional(),
  parcels: z.array(TrackedParcel),
  /** What goes back of what was paid, latest first. */
  refunds: z.array(
    RefundView.pick({
      refundId: true,
      amount: true,
      currency: true,
      destination: true,
      reason: true,
      parts: true,
      state: true,
      intendedAt: true,
      settledAt: true,
    }),
  ),
  /** What was said to the shopper on this page, latest first. */
  inbox: z.array(InboxMessage),
  /** The retailer's address for questions by mail, where there is one. */
  questionsTo: z.string().optional(),
});

export const trackOrder = contract("delivery.track", {
  summary:
    "Where an order is and when it comes: what was promised, what is expected now, what is wrong, each parcel's way, refunds and messages.",
  http: "GET /v1/orders/:orderId/tracking",
  input: z.strictObject({ orderId: OrderId }),
  output: TrackingView,
});
