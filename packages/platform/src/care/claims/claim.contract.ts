import { z } from "zod";
import { ClaimDoubt, ClaimRemedy, ClaimState } from "../../facts/claims/claim.schema.ts";
import { ClaimId, OrderId, RefundId, ReturnRequestId, ShopperId } from "../../facts/identifiers/index.ts";
import { ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { MethodOption } from "../returns/requests/return-request.contract.ts";

const Day = z.iso.date();
const Said = z.string().trim().min(1).max(2_000);
const Units = { line: z.int().min(1), quantity: z.int().min(1).max(1_000) };

const Claim = z.object({
  claimId: ClaimId,
  /** `CL-100001` and on. */
  number: z.string(),
  state: ClaimState,
  orderId: OrderId,
  orderNumber: z.string(),
  shopperId: ShopperId,
  shopper: ShopperLabel.optional(),
  currency: z.string(),
  lines: z.array(
    z.object({
      ...Units,
      sku: z.string(),
      title: z.string().optional(),
      /** A return reason handle that says that it is faulty. */
      reason: z.string(),
      /** What is wrong with it, in the shopper's words. */
      said: z.string().optional(),
    }),
  ),
  /** What is asked for, and once it is accepted what is done. */
  remedy: ClaimRemedy,
  reportedAt: At,
  /** `shopper/…`, or who took it down. */
  reportedBy: z.string(),
  law: z.object({
    /** Nobody has to prove that the fault was there from the first. */
    isPresumed: z.boolean(),
    /** The last day on which a fault of these goods counts; absent where no law is known. */
    until: Day.optional(),
    source: z.string(),
  }),
  /** Why a person decides; empty where the law decided. */
  doubts: z.array(ClaimDoubt),
  decidedAt: At.optional(),
  decidedByName: z.string().optional(),
  /** What the shopper is told. */
  answer: z.string().optional(),
  returnRequestId: ReturnRequestId.optional(),
  /** By which the price was reduced, minor units. */
  amount: MoneyAmount.optional(),
  refundId: RefundId.optional(),
  endedAt: At.optional(),
});
export type ClaimView = z.output<typeof Claim>;

export const reportClaim = contract("claims.report", {
  summary:
    "Says that something that was bought is faulty, and what should be done. Accepted at once where the law presumes the fault and grants it; else a person decides, and `doubts` say why.",
  http: "POST /v1/orders/:orderId/claims",
  input: z.strictObject({
    orderId: OrderId,
    /** Chosen by the caller it makes a repetition the same claim. */
    claimId: ClaimId.optional(),
    lines: z
      .array(z.strictObject({ ...Units, reason: z.string().trim().min(1).max(120), said: Said.optional() }))
      .min(1)
      .max(100),
    remedy: ClaimRemedy,
    /** How the goods come back; the first that is offered if not given. */
    method: ReturnMethod.optional(),
  }),
  output: Claim,
});

const Law = z.object({
  /** `over`: the time is past. `none`: no law that the house knows. */
  standing: z.enum(["owed", "over", "none"]),
  /** Nobody has to prove that the fault was there from the first. */
  isPresumed: z.boolean(),
  /** The last day on which that is so. */
  presumedUntil: Day.optional(),
  /** The last day on which a fault counts; absent where no law is known. */
  until: Day.optional(),
  source: z.string(),
});

export const claimRights = contract("claims.rights-of-order", {
  summary: "What the law gives if goods of an order are faulty, line by line, and how many units can be claimed.",
  http: "GET /v1/orders/:orderId/claim-rights",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({
    /** Where its days begin: arrivals as they were scanned, or taken for granted where nobody said; none while goods are on their way. */
    arrival: z.enum(["known", "assumed", "on-its-way"]),
    lines: z.array(
      z.object({
        line: z.int(),
        sku: z.string(),
        title: z.string().optional(),
        /** With the shopper, not announced as coming back and not claimed already. */
        units: z.int(),
        law: Law,
      }),
    ),
  }),
});

export const claimOptions = contract("claims.options", {
  summary:
    "What can be asked for if units of an order are faulty, and for each remedy why a person would decide; none where it is accepted at once.",
  http: "POST /v1/orders/:orderId/claim-options",
  kind: "query",
  input: z.strictObject({
    orderId: OrderId,
    lines: z
      .array(z.strictObject({ ...Units, reason: z.string().trim().min(1).max(120) }))
      .min(1)
      .max(100),
  }),
  output: z.object({
    currency: z.string(),
    /** Of several lines that which the law carries least. */
    law: Law,
    /** In the order in which the law has them. */
    remedies: z.array(z.object({ remedy: ClaimRemedy, doubts: z.array(ClaimDoubt) })),
    /** How the goods come to us, where they have to. */
    methods: z.array(MethodOption),
  }),
});

export const getClaim = contract("claims.get", {
  summary: "One claim: what is faulty, what the law says of it, and what is done.",
  http: "GET /v1/claims/:claimId",
  input: z.strictObject({ claimId: ClaimId }),
  output: Claim,
});

export const claimsOfOrder = contract("claims.of-order", {
  summary: "What was reported as faulty of an order, latest first.",
  http: "GET /v1/orders/:orderId/claims",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(Claim) }),
});

export const searchClaims = contract("claims.search", {
  summary: "Claims: those that wait for a person longest first, others latest first.",
  http: "GET /v1/claims",
  input: z.strictObject({
    state: ClaimState.optional(),
    /** A claim's number, or the beginning of an order's. */
    q: z.string().trim().min(1).max(120).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Claim), next: z.string().optional() }),
});

export const acceptClaim = contract("claims.accept", {
  summary:
    "A person accepts a claim: its goods are announced as coming back, or, where the price is reduced, the agreed sum is promised and the goods stay.",
  http: "POST /v1/claims/:claimId/acceptance",
  input: z.strictObject({
    claimId: ClaimId,
    /** What was agreed, where it is not what was asked for. */
    remedy: ClaimRemedy.optional(),
    method: ReturnMethod.optional(),
    /** By which the price is reduced, minor units of the order's currency; for that alone. */
    amount: MoneyAmount.refine((amount) => amount > 0n, { error: "expected 1 or more, in minor units" }).optional(),
    answer: Said.optional(),
  }),
  output: Claim,
});

export const declineClaim = contract("claims.decline", {
  summary: "A person declines a claim, in words that the shopper is told.",
  http: "POST /v1/claims/:claimId/refusal",
  input: z.strictObject({ claimId: ClaimId, answer: Said }),
  output: Claim,
});

export const settleClaim = contract("claims.settle", {
  summary:
    "What is owed is done: what was repaired is the shopper's again, and its guarantee runs longer where the law says so.",
  http: "POST /v1/claims/:claimId/settlement",
  input: z.strictObject({ claimId: ClaimId }),
  output: Claim,
});
