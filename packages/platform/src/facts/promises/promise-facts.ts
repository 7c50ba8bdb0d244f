import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { OrderId, PromiseId, ShopperId } from "../identifiers/index.ts";

const ofOrder = { promiseId: PromiseId, orderId: OrderId, shopperId: ShopperId };
const Day = z.iso.date();
const Chance = z.number().min(0).max(1);

export const promiseAccepted = fact("promise.accepted", {
  summary:
    "With an order it was promised when it comes: as quoted, as the shop told, or as the engine assumes since nobody said anything.",
  data: z.object({
    ...ofOrder,
    basis: z.enum(["quoted", "shop", "assumed"]),
    service: z.string().optional(),
    earliest: Day,
    latest: Day,
    /** To arrive by the latest day. */
    confidence: Chance.optional(),
    /** Of a window that was booked. */
    slot: z.object({ from: z.iso.datetime(), until: z.iso.datetime() }).optional(),
    price: MoneyAmount.optional(),
  }),
});

export const promiseRevised = fact("promise.revised", {
  summary: "A promise was replaced by another window, before or after it was over.",
  data: z.object({
    ...ofOrder,
    number: z.int().min(1),
    earliest: Day,
    latest: Day,
    /** To miss the promise as it was first made. */
    chanceLate: Chance,
    cause: z.string(),
  }),
});

export const promiseKept = fact("promise.kept", {
  summary: "An order arrived by the day that was promised.",
  data: z.object({ ...ofOrder, deliveredOn: Day, daysEarly: z.int().min(0) }),
});

export const promiseMissed = fact("promise.missed", {
  summary: "The promised day of an order is over and it has not arrived; told on that day, whenever it arrives.",
  data: z.object({
    ...ofOrder,
    latest: Day,
    cause: z.enum(["warehouse", "transit", "both"]).optional(),
    deliveredOn: Day.optional(),
  }),
});

export const promiseVoided = fact("promise.voided", {
  summary: "A promise holds no more: the order was cancelled, or its goods are sent again.",
  data: z.object({ ...ofOrder, because: z.enum(["cancelled", "reshipped"]) }),
});
