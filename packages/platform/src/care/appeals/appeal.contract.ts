import { z } from "zod";
import {
  AdverseDecisionId,
  AppealId,
  ClaimId,
  OrderId,
  RefundId,
  ReturnRequestId,
  ShopperId,
} from "../../facts/identifiers/index.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

const State = z.enum(["open", "granted", "kept"]);

/** In the caller's language. */
const AdverseDecision = z.object({
  adverseDecisionId: AdverseDecisionId,
  kind: z.enum(["return-terms", "instant-refund", "return-plea", "claim"]),
  /** What was decided about. */
  returnRequestId: ReturnRequestId.optional(),
  claimId: ClaimId.optional(),
  /** A person decided it, and not the house by itself: then somebody else looks at it again. */
  byPerson: z.boolean(),
  title: z.string(),
  at: At,
  /** What is less than usual, each in a sentence. */
  outcome: z.array(z.string()),
  /** Of what a person decided, their words. */
  why: z.array(z.string()),
  /** Everything about the shopper that had a part in it. */
  data: z.array(z.object({ name: z.string(), value: z.string() })),
  appealBy: At,
  /** Nobody has asked yet, and it is not too late to. */
  canAppeal: z.boolean(),
  appeal: z
    .object({
      appealId: AppealId,
      state: State,
      madeAt: At,
      answerBy: At,
      answer: z.string().optional(),
      decidedAt: At.optional(),
    })
    .optional(),
});
export type AdverseDecisionView = z.output<typeof AdverseDecision>;

export const adverseDecisionsOfOrder = contract("adverse-decisions.of-order", {
  summary:
    "What was decided against the shopper about an order, by a person or automatically, where the shop was free to decide otherwise: what, why, by which data, and until when a person can be asked.",
  http: "GET /v1/orders/:orderId/adverse-decisions",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(AdverseDecision) }),
});

/** Who decided, asked and answered: accounts as they act, `shopper/…` for the shopper. */
const Logged = AdverseDecision.omit({ appeal: true, canAppeal: true }).extend({
  orderId: OrderId.optional(),
  /** Absent where the house decided by itself. */
  decidedBy: z.string().optional(),
  decidedByName: z.string().optional(),
  appeal: z
    .object({
      ...{ appealId: AppealId, state: State, madeAt: At, madeBy: z.string(), said: z.string().optional() },
      ...{ answerBy: At, answer: z.string().optional(), decidedAt: At.optional(), decidedBy: z.string().optional() },
      ...{ decidedByName: z.string().optional(), refundId: RefundId.optional() },
    })
    .optional(),
});

export const adverseDecisionsOfShopper = contract("adverse-decisions.of-shopper", {
  summary:
    "The log of what was decided against a shopper and the guests that are theirs: who decided what and when, by which data, who asked for a second look, and what came of it. What a shopper is given who asks what is kept of them.",
  http: "GET /v1/shoppers/:shopperId/adverse-decisions",
  input: z.strictObject({ shopperId: ShopperId }),
  output: z.object({ items: z.array(Logged) }),
});

export const makeAppeal = contract("appeals.make", {
  summary:
    "Asks a person to look again at what was decided; once for each decision, and by the shopper within its time.",
  http: "POST /v1/adverse-decisions/:adverseDecisionId/appeals",
  input: z.strictObject({
    adverseDecisionId: AdverseDecisionId,
    said: z.string().trim().max(2_000).default(""),
  }),
  output: AdverseDecision,
});

const Appeal = z.object({
  appealId: AppealId,
  shopperId: ShopperId,
  shopper: ShopperLabel.optional(),
  orderId: OrderId.optional(),
  orderNumber: z.string().optional(),
  currency: z.string(),
  said: z.string().optional(),
  madeAt: At,
  /** `shopper/…`, or the member of staff who took it down. */
  madeBy: z.string(),
  answerBy: At,
  state: State,
  answer: z.string().optional(),
  decidedAt: At.optional(),
  decidedBy: z.string().optional(),
  decidedByName: z.string().optional(),
  refundId: RefundId.optional(),
  about: AdverseDecision.omit({ appeal: true, canAppeal: true }).extend({
    /** The person who decided: somebody else decides the appeal. */
    decidedBy: z.string().optional(),
    decidedByName: z.string().optional(),
  }),
});

export const getAppeal = contract("appeals.get", {
  summary: "One appeal with the decision that it is about.",
  http: "GET /v1/appeals/:appealId",
  input: z.strictObject({ appealId: AppealId }),
  output: Appeal,
});

export const searchAppeals = contract("appeals.search", {
  summary: "Appeals: open ones by when an answer is due, others latest first.",
  http: "GET /v1/appeals",
  input: z.strictObject({
    state: State.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Appeal), next: z.string().optional() }),
});

export const decideAppeal = contract("appeals.decide", {
  summary:
    "A person decides an appeal, in words that the shopper is told: grants it, with money given back where that is what makes it good, or keeps what was decided.",
  http: "POST /v1/appeals/:appealId/decision",
  input: z
    .strictObject({
      appealId: AppealId,
      outcome: z.enum(["granted", "kept"]),
      answer: z.string().trim().min(1).max(2_000),
      /** Given back with it, minor units of the order's currency. */
      amount: MoneyAmount.refine((amount) => amount > 0n, { error: "expected 1 or more, in minor units" }).optional(),
    })
    .refine(({ outcome, amount }) => outcome === "granted" || amount === undefined, {
      path: ["amount"],
      error: "is given back only where the appeal is granted",
    }),
  output: Appeal,
});
