import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { OrderId, ParcelId, ShopperId } from "../identifiers/index.ts";

const data = z.object({ parcelId: ParcelId, orderId: OrderId, shopperId: ShopperId, carrier: z.string().optional() });

export const parcelShipped = fact("parcel.shipped", { summary: "A parcel left for the shopper.", data });
export const parcelDelivered = fact("parcel.delivered", { summary: "A parcel arrived.", data });
