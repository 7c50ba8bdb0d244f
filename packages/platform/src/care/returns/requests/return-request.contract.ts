import { z } from "zod";
import {
  LabelId,
  OrderId,
  ParcelId,
  RefundId,
  ReturnId,
  ReturnRequestId,
  ShopperId,
  StoreId,
} from "../../../facts/identifiers/index.ts";
import {
  RefundTiming,
  Resolution,
  ReturnMethod,
  ReturnRequestState,
} from "../../../facts/return-requests/return-request.schema.ts";
import { ShopperLabel } from "../../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../../foundation/money/index.ts";
import { Because } from "../../../judgement/return-policies/return-policy.contract.ts";
import { ReturnMoney } from "../return-money.contract.ts";

const Day = z.iso.date();

const Units = { line: z.int().min(1), quantity: z.int().min(1).max(1_000_000) };

/** A return reason handle, e.g. `too-small`. */
const Reason = z.string().trim().min(1).max(120);

const ResolutionOption = z.object({
  resolution: Resolution,
  /** What the shopper gets, before the fee of the way back; minor units of the order's currency, as are all amounts here. Nothing for a repair. */
  amount: MoneyAmount,
  /** On top of it, as credit. */
  bonus: MoneyAmount,
  timing: RefundTiming,
  recommended: z.boolean(),
});

export const MethodOption = z.object({
  method: ReturnMethod,
  /** Taken off what is paid back. */
  fee: MoneyAmount,
  /** As it is printed; absent where nothing is carried, or by whatever carrier the shopper takes. */
  carrier: z.string().optional(),
  /** Handed over without a box and without anything printed. */
  boxless: z.boolean(),
  /** Working days from the hand-over until the goods are back; absent where nobody can say. */
  days: z.object({ earliest: z.int(), latest: z.int() }).optional(),
  /** Grams of CO₂ equivalent on the way back, and what they were reckoned with; absent where nobody can say. */
  carbon: z.object({ grams: z.int(), source: z.enum(["uk-conversion-factors", "nothing-carried"]) }).optional(),
  recommended: z.boolean(),
});

export const returnOptions = contract("return-requests.options", {
  summary:
    "What can be chosen for lines that somebody wants to give back: ways, resolutions with amounts, when the money comes, and why.",
  http: "POST /v1/orders/:orderId/return-options",
  kind: "query",
  input: z.strictObject({
    orderId: OrderId,
    lines: z
      .array(z.strictObject({ ...Units, reason: Reason }))
      .min(1)
      .max(500),
  }),
  output: z.object({
    currency: z.string(),
    policyVersion: z.int(),
    lines: z.array(
      z.object({
        ...Units,
        reason: z.string(),
        sku: z.string(),
        title: z.string().optional(),
        /** What was paid for these units. */
        value: MoneyAmount,
        /** They can be announced today without asking anybody. */
        isOpen: z.boolean(),
        /** Its time is over but for a fault, which is repaired or replaced before any money is owed: `claims.report`. */
        isCureOnly: z.boolean(),
        until: Day.optional(),
        restockingPercent: z.int(),
        refundBy: Day.optional(),
        law: z.object({ isDue: z.boolean(), until: Day.optional(), source: z.string() }),
        because: z.array(Because),
      }),
    ),
    resolutions: z.array(ResolutionOption),
    methods: z.array(MethodOption),
    /** Taken off already in what is paid back. */
    restockingFee: MoneyAmount,
    /** Taken off already too: the discount on what is kept, of promotions that hold no more. */
    promotions: MoneyAmount,
    /** Of the postage that was paid: part of what is paid back where all of the order goes back and the law wants it. */
    shipping: MoneyAmount,
  }),
});

const RequestLine = z.object({
  ...Units,
  sku: z.string(),
  title: z.string().optional(),
  reason: z.string(),
  detail: z.string().optional(),
  /** Units that came in, and units that are not awaited any more. */
  received: z.int(),
  released: z.int(),
  /** Units for which what is due was promised. */
  settled: z.int(),
  until: Day.optional(),
  because: z.array(Because),
});

export const ReturnRequestView = z.object({
  returnRequestId: ReturnRequestId,
  /** `RR-100001` and on. */
  number: z.string(),
  state: ReturnRequestState,
  orderId: OrderId,
  orderNumber: z.string(),
  shopperId: ShopperId,
  shopper: ShopperLabel.optional(),
  requestedAt: At,
  /** The shop's own system, where it was announced there: it is decided, received, paid and called off there. */
  announcedIn: z.string().optional(),
  /** When it lapses unless something has come. */
  expiresAt: At.optional(),
  closedAt: At.optional(),
  method: ReturnMethod,
  resolution: Resolution,
  /** Its goods are replaced, as the guarantee has it: the shopper cannot choose money instead by themselves. */
  isCureOnly: z.boolean(),
  timing: RefundTiming,
  /** Why the shopper asks for it all the same, where neither policy nor law grants it. */
  plea: z.string().optional(),
  /** Why it was declined. */
  declined: z.string().optional(),
  currency: z.string(),
  lines: z.array(RequestLine),
  /** Promised so far, after fees. */
  settled: MoneyAmount,
  fee: MoneyAmount,
  /** Still to come for what is announced and not settled, after fees, and what credit has on top; told where one request is asked for. */
  due: MoneyAmount.optional(),
  dueBonus: MoneyAmount.optional(),
  /** The labels under which it travels, latest first; none where nothing travels, or without a label of ours. */
  labels: z.array(
    z.object({
      labelId: LabelId,
      carrier: z.string(),
      trackingNumber: z.string(),
      boxless: z.boolean(),
      validUntil: At,
      parcelId: ParcelId,
    }),
  ),
  refunds: z.array(RefundId),
  returns: z.array(ReturnId),
  refundBy: Day.optional(),
});

export const createReturnRequest = contract("return-requests.create", {
  summary:
    "Announces lines of an order as coming back, on the terms that hold now; they stay as they are promised here.",
  http: "POST /v1/orders/:orderId/return-requests",
  input: z.strictObject({
    orderId: OrderId,
    /** Chosen by who asks, so that the same request sent twice is one. */
    returnRequestId: ReturnRequestId.optional(),
    lines: z
      .array(z.strictObject({ ...Units, reason: Reason, detail: z.string().trim().min(1).max(2_000).optional() }))
      .min(1)
      .max(500),
    method: ReturnMethod,
    resolution: Resolution,
    /** Where neither policy nor law grants it: why it should be taken back all the same. A person decides. */
    plea: z.string().trim().min(1).max(2_000).optional(),
  }),
  output: ReturnRequestView,
});

const One = z.strictObject({ returnRequestId: ReturnRequestId });

export const getReturnRequest = contract("return-requests.get", {
  summary: "One return request with its lines and what has come of it.",
  http: "GET /v1/return-requests/:returnRequestId",
  input: One,
  output: ReturnRequestView,
});

export const returnRequestsOfOrder = contract("return-requests.of-order", {
  summary: "The return requests of an order, latest first.",
  http: "GET /v1/orders/:orderId/return-requests",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(ReturnRequestView) }),
});

export const searchReturnRequests = contract("return-requests.search", {
  summary: "Return requests, latest first; those that wait for a person oldest first.",
  http: "GET /v1/return-requests",
  input: z.strictObject({
    state: ReturnRequestState.optional(),
    /** Its own number or that of its label, or the beginning of the order's. */
    q: z.string().trim().min(1).max(120).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(ReturnRequestView), next: z.string().optional() }),
});

export const cancelReturnRequest = contract("return-requests.cancel", {
  summary: "Calls an announced return off while nothing of it has come back and nothing was paid for it.",
  http: "POST /v1/return-requests/:returnRequestId/cancellation",
  input: One,
  output: ReturnRequestView,
});

export const approveReturnRequest = contract("return-requests.approve", {
  summary: "Takes goods back that neither policy nor law grants, for a shopper who asked.",
  http: "POST /v1/return-requests/:returnRequestId/approval",
  input: One,
  output: ReturnRequestView,
});

export const declineReturnRequest = contract("return-requests.decline", {
  summary: "Declines what neither policy nor law grants, with the reason that the shopper is told.",
  http: "POST /v1/return-requests/:returnRequestId/refusal",
  input: One.extend({ because: z.string().trim().min(1).max(1_000) }),
  output: ReturnRequestView,
});

export const receiveReturn = contract("return-requests.receive", {
  summary:
    "Writes down what came in of a request, once for each parcel or visit: amounts add up and never replace each other.",
  http: "POST /v1/return-requests/:returnRequestId/receipts",
  input: One.extend({
    /** Chosen by who asks, so that the same receipt sent twice is one. */
    returnId: ReturnId.optional(),
    storeId: StoreId.optional(),
    /** Whoever brings it stands at a till of the store, which counts out what goes back in cash. */
    countOut: z.boolean().default(false),
    lines: z.array(z.strictObject(Units)).max(500).default([]),
    /** What came in besides, which the request does not name or nobody had bought. */
    others: z
      .array(
        z.strictObject({
          sku: z.string().trim().min(1).max(120),
          quantity: Units.quantity,
          kind: z.enum(["wrong", "unknown"]),
        }),
      )
      .max(100)
      .default([]),
  }),
  output: z.object({
    returnId: ReturnId.optional(),
    request: ReturnRequestView,
    /** Who gives what for it; absent where nothing came in that was awaited. */
    money: ReturnMoney.optional(),
  }),
});

export const previewReceipt = contract("return-requests.preview-receipt", {
  summary: "Who would give what for lines of a request if they came in now. Nothing is written down.",
  http: "POST /v1/return-requests/:returnRequestId/receipt-previews",
  kind: "query",
  input: One.extend({
    /** Lines of the order; what is more than is awaited counts for nothing. */
    lines: z.array(z.strictObject(Units)).min(1).max(500),
  }),
  output: ReturnMoney,
});

export const settleReturnRequest = contract("return-requests.settle", {
  summary: "Pays now what came in for a return and was not paid, also where nobody has looked at it yet.",
  http: "POST /v1/return-requests/:returnRequestId/settlements",
  input: One,
  output: ReturnRequestView,
});

export const closeReturnRequest = contract("return-requests.close", {
  summary: "Stops waiting for what has not come in; its units can be announced again.",
  http: "POST /v1/return-requests/:returnRequestId/closing",
  input: One,
  output: ReturnRequestView,
});
