import { z } from "zod";
import { OrderId } from "../../facts/identifiers/index.ts";
import {
  CarriedMethod,
  RefundTiming,
  Resolution,
  ReturnMethod,
} from "../../facts/return-requests/return-request.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { PolicyDocument } from "./policy.schema.ts";

const PolicyView = z.object({
  /** 0 for what holds as long as the retailer has published nothing. */
  version: z.int(),
  document: PolicyDocument,
  publishedAt: At.optional(),
  publishedBy: z.string().optional(),
  /** The login of who published it, or the label of the key. */
  publishedByName: z.string().optional(),
  note: z.string().optional(),
});

export const getReturnPolicy = contract("return-policy.get", {
  summary: "How goods are taken back: the version that holds, or an earlier one.",
  http: "GET /v1/return-policy",
  input: z.strictObject({ version: z.int().min(0).optional() }),
  output: PolicyView,
});

export const listReturnPolicies = contract("return-policy.versions", {
  summary: "Every version that was published, latest first: when, by whom and why.",
  http: "GET /v1/return-policy/versions",
  input: z.strictObject({}),
  output: z.object({ items: z.array(PolicyView.omit({ document: true })) }),
});

const Draft = z.object({
  /** Absent where nothing is being drafted. */
  document: PolicyDocument.optional(),
  /** The version that it was made from, or where there is no draft the one that holds. */
  madeFrom: z.int(),
  /** Send it back with the next save, so that nobody's change is overwritten unseen. */
  revision: z.int(),
  savedAt: At.optional(),
  savedBy: z.string().optional(),
  savedByName: z.string().optional(),
  /** What its conditions may read. */
  facts: z.array(z.object({ name: z.string(), type: z.enum(["number", "text", "yes-no"]) })),
});

export const getReturnPolicyDraft = contract("return-policy.draft", {
  summary: "The draft that is worked on, if there is one.",
  http: "GET /v1/return-policy/draft",
  input: z.strictObject({}),
  output: Draft,
});

export const saveReturnPolicyDraft = contract("return-policy.save-draft", {
  summary:
    "Saves the draft over the revision that was read; one that somebody else has saved, published or thrown away meanwhile is refused with 409.",
  http: "PUT /v1/return-policy/draft",
  input: z.strictObject({ document: PolicyDocument, madeFrom: z.int().min(0), revision: z.int().min(0) }),
  output: Draft,
});

export const discardReturnPolicyDraft = contract("return-policy.discard-draft", {
  summary: "Throws the draft away; what holds stays.",
  http: "DELETE /v1/return-policy/draft",
  input: z.strictObject({ revision: z.coerce.number().int().min(0) }),
  output: Draft,
});

const Fault = z.object({
  path: z.string(),
  message: z.string(),
  /** In a condition: from and to which character. */
  at: z.object({ start: z.int(), end: z.int() }).optional(),
});

export const checkReturnPolicy = contract("return-policy.check", {
  summary: "Whether a document can be published: everything that is missing or makes no sense, by its place.",
  http: "POST /v1/return-policy/checks",
  kind: "query",
  input: z.strictObject({ document: z.unknown() }),
  output: z.object({ faults: z.array(Fault) }),
});

export const publishReturnPolicy = contract("return-policy.publish", {
  summary: "Lets a document hold from now on; what was promised before stays promised.",
  http: "PUT /v1/return-policy",
  input: z.strictObject({
    document: PolicyDocument,
    /** The version that it was made from, so that nobody overwrites what somebody else has published meanwhile. */
    after: z.int().min(0),
    note: z.string().trim().max(500).default(""),
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
        /** Its time is over but for a fault, which is repaired or replaced before any money is owed: `claims.report`. */
        isCureOnly: z.boolean(),
        /** The last day on which it can be announced; absent while it is on its way. */
        until: Day.optional(),
        /** By the cheapest way that needs a carrier. */
        logisticsFee: MoneyAmount,
        /** By each of them that is granted. */
        wayFees: z.array(z.object({ method: CarriedMethod, fee: MoneyAmount })),
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
