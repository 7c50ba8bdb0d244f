import { z } from "zod";
import { DestinationId, ItemId, OrderId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { Acceptance, Catchment, DestinationKind } from "./disposition.schema.ts";
import { DispositionSettings } from "./disposition-settings.schema.ts";

const Fee = MoneyAmount.refine((amount) => amount >= 0n && amount <= 100_000_000n, "expected 0 or more");

const described = {
  title: z.string().trim().min(1).max(120),
  kind: DestinationKind,
  active: z.boolean(),
  /** Where it is and when it is open, as shoppers are told. */
  whereabouts: z.string().trim().min(1).max(300).optional(),
  /** It takes goods from shoppers themselves. */
  fromShoppers: z.boolean(),
  /** It collects goods, or is next door. */
  comes: z.boolean(),
  catchment: z.array(Catchment).min(1).max(50),
  acceptance: Acceptance,
  /** Minor units that it costs to give them a unit. */
  fee: Fee,
  /** What they pay, of the price as new; a vendor, of what it had cost: 0 to 1. */
  pays: z.number().min(0).max(1),
};

const DestinationView = z.object({ destinationId: DestinationId, ...described, revision: z.int() });

export const listDestinations = contract("destinations.list", {
  summary: "Charities, recyclers, refurbishers, outlets, buyers and vendors that take goods which came back.",
  http: "GET /v1/destinations",
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      DestinationView.extend({
        /** Items that wait to be taken, and units and weight that were. */
        waiting: z.int(),
        taken: z.object({ units: z.int(), weightGrams: z.int(), lastAt: At.optional() }),
      }),
    ),
  }),
});

export const createDestination = contract("destinations.create", {
  summary: "Adds somebody who takes goods that came back.",
  http: "POST /v1/destinations",
  input: z.strictObject(described),
  output: DestinationView,
});

export const saveDestination = contract("destinations.save", {
  summary: "Changes a destination as the caller saw it; of what kind it is stays.",
  http: "PUT /v1/destinations/:destinationId",
  input: z.strictObject({
    destinationId: DestinationId,
    ...described,
    /** The one that was seen. */
    revision: z.int().min(1),
  }),
  output: DestinationView,
});

export const handOver = contract("destinations.hand-over", {
  summary: "Says that a destination took items that were meant for it, under its receipt; that is for good.",
  http: "POST /v1/destinations/:destinationId/receipts",
  input: z.strictObject({
    destinationId: DestinationId,
    itemIds: z.array(ItemId).min(1).max(500),
    /** The number of its receipt. */
    receipt: z.string().trim().min(1).max(120),
  }),
  output: z.object({ units: z.int(), weightGrams: z.int() }),
});

export const destinationsOfLine = contract("destinations.of-line", {
  summary: "Who near the shopper takes a line of an order, so that it need not travel back.",
  http: "GET /v1/orders/:orderId/lines/:line/destinations",
  input: z.strictObject({
    orderId: OrderId,
    line: z.int().min(1),
    way: z.enum(["donate", "recycle"]).default("donate"),
  }),
  output: z.object({
    items: z.array(
      z.object({
        destinationId: DestinationId,
        title: z.string(),
        kind: DestinationKind,
        whereabouts: z.string().optional(),
        /** It takes goods from the shopper's own neighbourhood alone, not from the whole country. */
        isLocal: z.boolean(),
      }),
    ),
  }),
});

const SettingsView = z.object({ settings: DispositionSettings, revision: z.int(), currency: z.string() });

export const getDispositionSettings = contract("dispositions.settings", {
  summary: "What recommendations count with: costs, seasons, what second-hand brings, and the company's size by law.",
  http: "GET /v1/disposition-settings",
  input: z.strictObject({}),
  output: SettingsView,
});

export const saveDispositionSettings = contract("dispositions.save-settings", {
  summary: "Changes what recommendations count with.",
  http: "PUT /v1/disposition-settings",
  input: z.strictObject({ settings: DispositionSettings, revision: z.int().min(0) }),
  output: SettingsView,
});
