import { z } from "zod";
import { OrderId, ReturnId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { PolicyDocument } from "./policy.schema.ts";

/** What nobody has measured, and what therefore has to be said with every figure that hangs on it. */
export const TrialAssumptions = z.strictObject({
  /** Of returns with a bonus on store credit, how many take it. */
  creditShare: z.number().min(0).max(1).default(0.2),
  /** Of money that is sent before the goods are, how much never sees them. */
  lostShare: z.number().min(0).max(1).default(0.02),
  /** What money costs that is out a year earlier. */
  interest: z.number().min(0).max(1).default(0.06),
  /** Days from the announcement until money is sent. */
  days: z
    .strictObject({
      instant: z.number().min(0).max(60).default(0),
      "first-scan": z.number().min(0).max(60).default(2),
      received: z.number().min(0).max(60).default(6),
      inspected: z.number().min(0).max(60).default(9),
    })
    .prefault({}),
  /** What a day of waiting takes off contentment, as a share of what was paid. */
  dayWeight: z.number().min(0).max(1).default(0.01),
});
export type TrialAssumptions = z.output<typeof TrialAssumptions>;

/** Sums over returns under one policy; minor units, rounded for each return. */
const Sums = z.object({
  /** Could have been announced on the day on which they came back. */
  accepted: z.int(),
  /** Paid for goods that would not have been taken back. */
  refused: z.int(),
  /** Kept for sending and taking back. */
  fees: z.int(),
  /** Given on top to whoever takes store credit. */
  bonus: z.int(),
  /** Cost of sending money earlier than after inspection. */
  timing: z.int(),
  /** Bonus and timing less fees, and less what was paid for what is refused. */
  cost: z.int(),
  /** Days until the money is sent, summed over accepted returns. */
  days: z.number(),
  /** Sum over all returns, each 0 to 1. */
  contentment: z.number(),
});
export type TrialSums = z.output<typeof Sums>;

const Group = z.object({
  by: z.enum(["all", "segment", "tier", "reason"]),
  /** A segment, a tier ("" for none), a reason handle ("" for none). */
  key: z.string(),
  returns: z.int(),
  paid: z.int(),
  inForce: Sums,
  draft: Sums,
});
export type TrialGroup = z.output<typeof Group>;

const what = ["isOpen", "windowDays", "logisticsFee", "restockingPercent", "refundTiming", "bonusPercent"] as const;
const lists = ["methods", "resolutions"] as const;
const By = z.object({ by: z.enum(["usual", "rule", "law"]), rule: z.string().optional() });

/** One return that would have been treated differently. */
const Example = z.object({
  returnId: ReturnId,
  orderId: OrderId,
  number: z.string(),
  at: At,
  segment: z.string(),
  tier: z.string(),
  reason: z.string(),
  paid: z.int(),
  changes: z.array(
    z.object({
      what: z.enum([...what, ...lists]),
      inForce: z.json(),
      draft: z.json(),
      because: By,
    }),
  ),
  /** Of the draft less the policy in force, minor units: positive costs the shop more. */
  costs: z.int(),
  contentment: z.number(),
});
export type TrialExample = z.output<typeof Example>;

export const tryReturnPolicy = contract("return-policy.try", {
  summary:
    "What a document would have granted to returns of the past, beside the policy in force: a part at a time, latest first; the parts add up. Changes nothing.",
  http: "POST /v1/return-policy/trials",
  kind: "query",
  input: z.strictObject({
    document: PolicyDocument,
    /** How far back, in days. */
    within: z.int().min(1).max(3_650).default(365),
    assume: TrialAssumptions.prefault({}),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(500).default(250),
  }),
  output: z.object({
    currency: z.string(),
    policyVersion: z.int(),
    /** How many there are, with the first part alone. */
    of: z.int().optional(),
    /** Looked at in this part. */
    seen: z.int(),
    /** Of these: paid in another currency, or of goods whose purchase is not known; left out of everything below. */
    leftOut: z.int(),
    /** Would have been granted something else. */
    changed: z.int(),
    groups: z.array(Group),
    /** Where the law decides because a policy grants less than it wants: of how many lines. */
    raised: z.array(
      z.object({
        what: z.string(),
        /** Of what the draft grants, and not of what the policy in force does: this is what the draft changes. */
        added: z.int(),
        /** The other way round: what the draft mends. */
        ended: z.int(),
        /** Of both: it is so today as well. */
        same: z.int(),
      }),
    ),
    /** Those with the greatest differences. */
    examples: z.array(Example),
    assumed: TrialAssumptions,
    next: z.string().optional(),
  }),
});
