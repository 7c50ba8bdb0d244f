import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { OrderId, ParcelId, ScanId, ShopperId } from "../identifiers/index.ts";
import { ParcelFault, ParcelStatus, ScanStatus } from "./status.schema.ts";

/** Of a parcel whose order is known. */
const ofOrder = z.object({
  parcelId: ParcelId,
  /** The first of its orders. */
  orderId: OrderId,
  shopperId: ShopperId,
  carrier: z.string().optional(),
  /** All of its orders; events of earlier releases name the first alone. */
  orderIds: z.array(OrderId).optional(),
});

/** Of any parcel: the shopper is missing, and there are no orders, as long as nobody knows whose it is. */
const ofAny = z.object({ parcelId: ParcelId, shopperId: ShopperId.optional(), orderIds: z.array(OrderId) });

export const parcelShipped = fact("parcel.shipped", { summary: "A parcel left for the shopper.", data: ofOrder });
export const parcelDelivered = fact("parcel.delivered", { summary: "A parcel arrived.", data: ofOrder });

export const parcelScanned = fact("parcel.scanned", {
  summary: "A carrier or a tracking service said something of a parcel.",
  data: ofAny.extend({
    scanId: ScanId,
    source: z.string(),
    /** The sender's own. */
    code: z.string(),
    /** Absent where nobody knows what the code stands for. */
    status: ScanStatus.optional(),
    fault: ParcelFault.optional(),
  }),
});

export const parcelStatusChanged = fact("parcel.status-changed", {
  summary: "Where a parcel is has changed, by a new scan or because one was taken back.",
  data: ofAny.extend({
    from: ParcelStatus,
    to: ParcelStatus,
    /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
    phase: z.int(),
    fault: ParcelFault.optional(),
    direction: z.enum(["outbound", "return"]),
  }),
});

export const parcelMatched = fact("parcel.matched", {
  summary: "A parcel that was known before turned out to hold goods of an order.",
  data: z.object({ parcelId: ParcelId, orderId: OrderId, shopperId: ShopperId }),
});

export const deliveryRetracted = fact("parcel.delivery-retracted", {
  summary: "A parcel that was said to have arrived has not.",
  data: ofAny,
});
