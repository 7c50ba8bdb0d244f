import { z } from "zod";
import { CollectionKind } from "../../facts/collections/collection.schema.ts";
import { CollectionId, OrderId, ShopperId, StoreId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

const CollectionState = z.enum([
  ...(["open", "paid", "held", "releasing", "capturing", "returning"] as const),
  ...(["cancelled", "expired", "released", "captured", "returned", "lapsed"] as const),
]);

/** Money that a shopper is asked for, and pays or leaves as a deposit on a page of their own. */
export const CollectionView = z.object({
  collectionId: CollectionId,
  orderId: OrderId.optional(),
  shopperId: ShopperId,
  /** What for, such as `exchange/<id>/difference`. */
  purpose: z.string(),
  kind: CollectionKind,
  /** Minor units. */
  amount: MoneyAmount,
  currency: z.string(),
  state: CollectionState,
  openedAt: At,
  /** When nobody waits for it any more. */
  until: At,
  /** Where the shopper pays, from the shop's own address on; while it is open. */
  link: z.string().optional(),
  /** Who has taken it. */
  via: z.enum(["local", "stripe", "till"]).optional(),
  /** Whose till it was, where somebody has said so. */
  storeId: StoreId.optional(),
  madeAt: At.optional(),
  /** When its provider lets a deposit go by itself. */
  lapsesAt: At.optional(),
  endedAt: At.optional(),
  /** How much of a deposit is kept, or asked to be. */
  kept: MoneyAmount.optional(),
  /** What its provider was asked and did not answer, so that a person has to look. */
  stuck: z.string().optional(),
});

const One = z.strictObject({ collectionId: CollectionId });

export const getCollection = contract("collections.get", {
  summary: "What a shopper was asked to pay, or to leave as a deposit, and what came of it.",
  http: "GET /v1/collections/:collectionId",
  input: One,
  output: CollectionView,
});

export const searchCollections = contract("collections.search", {
  summary: "What shoppers were asked for, latest first: all, those in a state, or those at which a person has to look.",
  http: "GET /v1/collections",
  input: z.strictObject({
    state: CollectionState.optional(),
    stuck: z.boolean().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(CollectionView), next: z.string().optional() }),
});

export const reportCollection = contract("collections.report", {
  summary:
    "Says that a shopper has paid at a till or to a person, or left a deposit there; or that what a till holds was handed back.",
  http: "POST /v1/collections/:collectionId/reports",
  input: One.extend({
    outcome: z.enum(["made", "handed-back"]),
    /** At whose till; an associate says their own. */
    storeId: StoreId.optional(),
    /** The receipt's own. */
    reference: z.string().trim().min(1).max(120).optional(),
  }),
  output: CollectionView,
});

export const retryCollection = contract("collections.retry", {
  summary: "Asks a provider once more what it did not answer.",
  http: "POST /v1/collections/:collectionId/retries",
  input: One,
  output: CollectionView,
});
