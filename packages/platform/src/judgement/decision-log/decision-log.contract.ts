import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { DecisionId, ModelId, ShopperId, StoreId } from "../../facts/identifiers/index.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { DecisionView } from "../decisions/decision.contract.ts";

/** What came of a decision, in minor units of its currency as real numbers, net of tax and of what came back. */
const Outcome = z.object({
  /** When it was written down: the horizon was over, and later returns had had their time. */
  maturedAt: At,
  /** Days with a purchase within the horizon. */
  visits: z.int(),
  firstPurchaseAt: At.optional(),
  revenue: z.number(),
  /** The part of it that was bought at the visit to the store at which it was decided, such as when goods were brought back. */
  sameVisitRevenue: z.number(),
  margin: z.number(),
  /** Of what was bought at that visit, before what reaching the shopper cost. */
  sameVisitMargin: z.number(),
  /** What the incentive cost when it was used, taken off the margin already; absent where nobody knows. */
  given: z.number().optional(),
  /** Loyalty points earned, less those that went back with what was returned; absent where there was no scheme. */
  points: z.int().optional(),
  /** Of as long a time before the decision. */
  revenueBefore: z.number(),
  marginBefore: z.number(),
});

const LoggedDecision = DecisionView.pick({
  decisionId: true,
  moment: true,
  subject: true,
  decidedAt: true,
  asOf: true,
  retrospective: true,
  chosen: true,
  propensity: true,
  mode: true,
  currency: true,
  program: true,
}).extend({
  shopperId: ShopperId,
  /** Absent where the shopper stands in no record of the shop, as in an imported experiment. */
  shopper: ShopperLabel.optional(),
  storeName: z.string().optional(),
  /** What is given; absent for `none`. */
  terms: ActionTerms.optional(),
  /** Of the chosen action, minor units: expected in all. */
  expectedCost: z.number(),
  /** Decided about again since. */
  superseded: z.boolean(),
  /** Absent until it is known. */
  outcome: Outcome.pick({ visits: true, revenue: true, margin: true, points: true }).optional(),
});

export const searchDecisions = contract("decisions.search", {
  summary:
    "The decision log, latest first, by what decided, for whom, what was chosen, when, and what came of it. An associate sees the own store.",
  http: "GET /v1/decisions",
  input: z.strictObject({
    /** A number of an order, of a return or of a customer, or the identifier of what was decided, for whom, or about. */
    q: z.string().trim().max(120).optional(),
    moment: z.string().max(80).optional(),
    program: z.string().max(60).optional(),
    version: z.coerce.number().int().min(1).optional(),
    /** The action that was chosen. */
    action: z.string().max(80).optional(),
    mode: DecisionView.shape.mode.optional(),
    storeId: StoreId.optional(),
    /** With all the guests that this shopper was before. */
    shopperId: ShopperId.optional(),
    /** Decided at or after `from` and before `until`. */
    from: At.optional(),
    until: At.optional(),
    outcome: z.enum(["known", "open"]).optional(),
    /** Whether about imported history; absent for both. */
    retrospective: z.boolean().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(500).default(50),
  }),
  output: z.object({
    items: z.array(LoggedDecision),
    next: z.string().optional(),
    /** On the first page: how many there are. Above ten thousand it is the database's estimate. */
    total: z.object({ count: z.int(), exact: z.boolean() }).optional(),
    /** On the first page: every action that any version of any program could choose. */
    actions: z
      .array(z.object({ id: z.string(), terms: ActionTerms.optional(), currency: z.string().optional() }))
      .optional(),
  }),
});

export const getDecision = contract("decisions.get", {
  summary: "A decision with every alternative, the reasons in words, the models that made it and what came of it.",
  http: "GET /v1/decisions/:decisionId",
  input: z.strictObject({ decisionId: DecisionId }),
  output: DecisionView.extend({
    storeName: z.string().optional(),
    /** Of the chosen action, minor units: expected in all, and paid at once whatever comes of it. */
    expectedCost: z.number(),
    costAtOnce: z.number(),
    /** What a minor unit of the program's budget counted for, 0 where there was enough; absent without a budget. */
    budgetPrice: z.number().optional(),
    /** When its outcome can be known. */
    ripeAt: At,
    supersededAt: At.optional(),
    /** What the program had learned: the model in force, and the one that decided its share to prove itself. */
    learned: z.object({ inForce: ModelId.optional(), challenger: ModelId.optional() }),
    outcome: Outcome.optional(),
  }),
});
