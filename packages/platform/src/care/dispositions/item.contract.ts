import { z } from "zod";
import {
  DestinationId,
  ItemId,
  OrderId,
  ReturnId,
  ReturnRequestId,
  ShopperId,
  StoreId,
} from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { type DestructionGround, destructionGrounds } from "../../judgement/law/destruction.schema.ts";
import { DestinationKind, Disposition, Grade, ItemState, OursBecause, Stray } from "./disposition.schema.ts";

const Ground = z.enum(Object.keys(destructionGrounds) as [DestructionGround, ...DestructionGround[]]);
const Named = z.object({ destinationId: DestinationId, title: z.string(), kind: DestinationKind });

export const ItemView = z.object({
  itemId: ItemId,
  /** Absent of goods that nobody had announced, as long as nobody has said that they are a return. */
  returnId: ReturnId.optional(),
  returnNumber: z.string().optional(),
  /** How goods came in that nobody had announced, with which announced return or in which parcel, and whose they are, once somebody knows. */
  stray: Stray.optional(),
  returnRequestId: ReturnRequestId.optional(),
  returnRequestNumber: z.string().optional(),
  trackingNumber: z.string().optional(),
  belongsTo: z.enum(["shopper", "house"]).optional(),
  shopperId: ShopperId.optional(),
  oursBecause: OursBecause.optional(),
  /** When the shopper was asked what is to become of it. */
  askedAt: At.optional(),
  orderId: OrderId.optional(),
  orderNumber: z.string().optional(),
  orderLine: z.int().optional(),
  sku: z.string(),
  title: z.string().optional(),
  category: z.string().optional(),
  quantity: z.int(),
  currency: z.string(),
  paid: MoneyAmount,
  /** A return reason handle. */
  reason: z.string().optional(),
  storeId: StoreId.optional(),
  storeName: z.string().optional(),
  receivedAt: At,
  state: ItemState,
  grade: Grade.optional(),
  note: z.string().optional(),
  /** Of one unit. */
  weightGrams: z.int().optional(),
  inspectedAt: At.optional(),
  /** What was recommended when it was graded. */
  recommended: z.string().optional(),
  disposition: Disposition.optional(),
  destination: Named.optional(),
  toStoreId: StoreId.optional(),
  ground: Ground.optional(),
  evidence: z.string().optional(),
  disposedAt: At.optional(),
  receipt: z.string().optional(),
  handedOverAt: At.optional(),
  /** Announced as faulty, and no member of staff has noted or photographed what they found: it goes back into stock only with `evidence`. */
  needsSecondLook: z.boolean(),
});

const Option = z.object({
  /** One of the dispositions, or `refurbish`. */
  option: z.enum([...Disposition.options, "refurbish"]),
  destination: Named.optional(),
  storeId: StoreId.optional(),
  storeName: z.string().optional(),
  /** What a unit brings less what it costs; minor units, below zero where it costs more. */
  value: MoneyAmount,
  parts: z.object({ resale: MoneyAmount, handling: MoneyAmount, move: MoneyAmount, decay: MoneyAmount }),
  /** That it is sold before its season is over, 0 to 1. */
  chance: z.number().optional(),
  /** Why, in the caller's language. */
  because: z.array(z.string()),
  /** The first of all, where nothing keeps it from being chosen as it stands. */
  recommended: z.boolean(),
  /** The grounds on which alone it may be chosen; absent where it needs none. */
  grounds: z.array(Ground).optional(),
});

export const ItemDetail = ItemView.extend({
  options: z.array(Option),
  /** The rules that hold where the item is. */
  law: z.array(z.string()),
  offers: z.array(
    z.object({
      destinationId: DestinationId,
      title: z.string(),
      offeredAt: At,
      answer: z.enum(["accepted", "refused"]).optional(),
    }),
  ),
  /** What was done with it, in order: never changed, only added to. */
  records: z.array(
    z.object({ at: At, by: z.string().optional(), what: z.string(), details: z.record(z.string(), z.unknown()) }),
  ),
});

export const searchItems = contract("items.search", {
  summary: "Units that came back: those that wait, oldest first; all others latest first.",
  http: "GET /v1/items",
  input: z.strictObject({
    state: ItemState.optional(),
    storeId: StoreId.optional(),
    destinationId: DestinationId.optional(),
    grade: Grade.optional(),
    /** Goods that nobody had announced, of which nobody has said yet that they are a return or ours. */
    stray: z.boolean().optional(),
    /** A return's or order's number, a stock code, a barcode or a tracking number. */
    q: z.string().trim().min(1).max(120).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(ItemView),
    next: z.string().optional(),
    /** Units in each state, of those that can be seen here. */
    units: z.object({ waiting: z.int(), inspected: z.int(), refurbishing: z.int(), disposed: z.int() }),
    oldestWaiting: At.optional(),
  }),
});

export const getItem = contract("items.get", {
  summary: "One item with what could become of it, what a law says, and all that was done with it.",
  http: "GET /v1/items/:itemId",
  input: z.strictObject({ itemId: ItemId }),
  output: ItemDetail,
});

export const inspectItem = contract("items.inspect", {
  summary: "Grades units that came back. Of several, some alone: these become an item of their own.",
  http: "POST /v1/items/:itemId/inspection",
  input: z.strictObject({
    itemId: ItemId,
    grade: Grade,
    /** Of the item's units; all where it is absent. */
    quantity: z.int().min(1).max(1_000_000).optional(),
    note: z.string().trim().min(1).max(1_000).optional(),
    /** Of one unit; what the catalogue says where it is absent. */
    weightGrams: z.int().min(0).max(1_000_000).optional(),
    /** It was graded before, and that was wrong or it was worked on. */
    again: z.boolean().default(false),
  }),
  output: ItemDetail,
});

export const disposeItems = contract("items.dispose", {
  summary: "Decides what becomes of inspected items: of all that are named, or of none.",
  http: "POST /v1/items/dispositions",
  input: z.strictObject({
    itemIds: z.array(ItemId).min(1).max(200),
    disposition: Disposition,
    destinationId: DestinationId.optional(),
    /** Where a stock transfer goes to. */
    storeId: StoreId.optional(),
    /** Why they may be destroyed, where a law asks for it. */
    ground: Ground.optional(),
    /** The document that proves the ground; for goods that are gone, what became of them; for goods that need a second look, what was found. */
    evidence: z.string().trim().min(3).max(500).optional(),
  }),
  output: z.object({ items: z.array(ItemView) }),
});

export const undoDisposition = contract("items.undo", {
  summary:
    "Takes a decision back, as long as nothing was done: nobody took the goods, and nobody counted or sold them.",
  http: "POST /v1/items/:itemId/undoing",
  input: z.strictObject({ itemId: ItemId }),
  output: ItemDetail,
});

export const refurbishItem = contract("items.refurbish", {
  summary: "Sends an inspected item to be worked on; when it is back it is graded again.",
  http: "POST /v1/items/:itemId/refurbishment",
  input: z.strictObject({ itemId: ItemId, destinationId: DestinationId }),
  output: ItemDetail,
});

export const offerDonation = contract("items.offer-donation", {
  summary: "Keeps that a charity was offered items, and what it said. Three that refuse are a ground to destroy them.",
  http: "POST /v1/items/donation-offers",
  input: z.strictObject({
    itemIds: z.array(ItemId).min(1).max(200),
    destinationId: DestinationId,
    answer: z.enum(["accepted", "refused"]).optional(),
  }),
  output: z.object({ items: z.array(ItemView) }),
});

export const dispositionScorecard = contract("dispositions.scorecard", {
  summary: "What became of goods that came back: units and weight by disposition, grade, destination and legal ground.",
  http: "GET /v1/disposition-scorecard",
  input: z.strictObject({
    /** The first and the last day on which it was decided. */
    from: z.iso.date(),
    to: z.iso.date(),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        disposition: Disposition,
        grade: Grade,
        category: z.string().optional(),
        destination: z.string().optional(),
        kind: DestinationKind.optional(),
        ground: Ground.optional(),
        units: z.int(),
        /** Of those whose weight is known. */
        weightGrams: z.int(),
        unitsWithoutWeight: z.int(),
        handedOver: z.int(),
      }),
    ),
  }),
});
