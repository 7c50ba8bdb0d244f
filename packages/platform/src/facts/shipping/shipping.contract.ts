import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { OrderId } from "../identifiers/index.ts";
import { Occasion } from "./occasion.schema.ts";
import { Country, Origin, Service, ShippingKey, Subdivision } from "./shipping.schema.ts";

export const listOrigins = contract("shipping.origins", {
  summary: "Where parcels start, with working days and cut-offs.",
  http: "GET /v1/shipping/origins",
  input: z.strictObject({}),
  output: z.object({ items: z.array(Origin) }),
});

export const saveOrigin = contract("shipping.save-origin", {
  summary: "Saves a place that parcels start from, as a whole, under its key.",
  http: "PUT /v1/shipping/origins/:key",
  input: Origin,
  output: Origin,
});

export const listServices = contract("shipping.services", {
  summary: "How goods can come to a shopper, as they are shown: by rank.",
  http: "GET /v1/shipping/services",
  input: z.strictObject({}),
  output: z.object({ items: z.array(Service) }),
});

export const saveService = contract("shipping.save-service", {
  summary: "Saves a service, as a whole, under its key.",
  http: "PUT /v1/shipping/services/:key",
  input: Service,
  output: Service,
});

export const listSlots = contract("shipping.slots", {
  summary: "The slots of a service in the next days, with how many orders each has taken.",
  http: "GET /v1/shipping/services/:key/slots",
  input: z.strictObject({ key: ShippingKey, days: z.coerce.number().int().min(1).max(31).default(14) }),
  output: z.object({
    /** Of its origin: slots are hours of the day there. */
    timeZone: z.string(),
    items: z.array(z.object({ from: At, until: At, capacity: z.int(), booked: z.int() })),
  }),
});

export const listHolidays = contract("shipping.holidays", {
  summary: "The public holidays of a country, or of a part of it, in a year: nobody hands over or delivers then.",
  http: "GET /v1/shipping/holidays",
  input: z.strictObject({
    country: Country,
    subdivision: Subdivision.optional(),
    year: z.coerce.number().int().min(2000).max(2100),
  }),
  output: z.object({ items: z.array(z.object({ on: z.iso.date(), name: z.string() })) }),
});

export const setOccasion = contract("shipping.set-occasion", {
  summary: "Marks the day for which an order is wanted, or, without an occasion, that there is none.",
  http: "PUT /v1/orders/:orderId/occasion",
  input: z.strictObject({ orderId: OrderId, occasion: Occasion.optional() }),
  output: z.object({ orderId: OrderId, occasion: Occasion.optional() }),
});
