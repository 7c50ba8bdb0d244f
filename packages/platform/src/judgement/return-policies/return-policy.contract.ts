import { z } from "zod";
import { OrderId } from "../../facts/identifiers/index.ts";
import { RefundTiming, Resolution, ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { PolicyDocument } from "./policy.schema.ts";

const PolicyView = z.object({
  /** 0 for what holds as long as the retailer has published nothing. */
  version: z.int(),
  document: PolicyDocument,
  publishedAt: At.optional(),
  publishedBy: z.string().optional(),
});

export const getReturnPolicy = contract("return-policy.get", {
  summary: "How goods are taken back: the version that holds, or an earlier one.",
  http: "GET /v1/return-policy",
  input: z.strictObject({ version: z.int().min(0).optional() }),
  output: PolicyView,
});

const Fault = z.object({ path: z.string(), message: z.string() });

export const checkReturnPolicy = contract("return-policy.check", {
  summary: "Whether a document can be published: every condition that makes no sense, by its place.",
  http: "POST /v1/return-policy/checks",
  input: z.strictObject({ document: PolicyDocument }),
  output: z.object({ faults: z.array(Fault) }),
});

export const publishReturnPolicy = contract("return-policy.publish", {
  summary: "Lets a document hold from now on; what was promised before stays promised.",
  http: "PUT /v1/return-policy",
  input: z.strictObject({
    document: PolicyDocument,
    /** The version that it was made from, so that nobody overwrites what somebody else has published meanwhile. */
    after: z.int().min(0),
  }),
  output: PolicyView,
});

const Day = z.iso.date();

/** Why something is as it is. */
export const Because = z.object({
  what: z.enum([
    ...([
      "window",
      "logisticsFee",
      "restockingPercent",
      "methods",
      "refundTiming",
      "resolutions",
      "bonusPercent",
    ] as const),
  ]),
  by: z.enum(["usual", "rule", "law"]),
  rule: z.string().optional(),
  /** The rule's own sentence, in the caller's language where there is one. */
  says: z.string().optional(),
});

export const returnTermsOfOrder = contract("return-terms.of-order", {
  summary:
    "Until when, how and for how much each line of an order can be given back, and why: policy, raised to the law.",
  http: "GET /v1/orders/:orderId/return-terms",
  input: z.strictObject({
    orderId: OrderId,
    /** A return reason handle, e.g. `damaged-or-defective`: a faulty article has other terms. */
    reason: z.string().min(1).max(120).optional(),
  }),
  output: z.object({
    policyVersion: z.int(),
    currency: z.string(),
    /** Where the window begins: arrivals as they were scanned, or taken for granted where nobody said; none while goods are on their way. */
    arrival: z.enum(["known", "assumed", "on-its-way"]),
    lines: z.array(
      z.object({
        line: z.int(),
        sku: z.string(),
        title: z.string().optional(),
        /** Not returned yet. */
        units: z.int(),
        isOpen: z.boolean(),
        /** The last day on which it can be announced; absent while it is on its way. */
        until: Day.optional(),
        logisticsFee: MoneyAmount,
        restockingPercent: z.int(),
        methods: z.array(ReturnMethod),
        refundTiming: RefundTiming,
        resolutions: z.array(Resolution),
        bonusPercent: z.int(),
        /** The last day on which the money may be back, where a law says so. */
        refundBy: Day.optional(),
        law: z.object({ isDue: z.boolean(), until: Day.optional(), source: z.string() }),
        because: z.array(Because),
      }),
    ),
  }),
});
