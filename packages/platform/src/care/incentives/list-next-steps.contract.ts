import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { DecisionId } from "../../facts/identifiers/index.ts";
import { ReturnView } from "../../facts/returns/return.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

export const NextStepRow = ReturnView.pick({
  returnId: true,
  number: true,
  at: true,
  shopper: true,
  channel: true,
  storeName: true,
  currency: true,
  amount: true,
}).extend({
  units: z.int(),
  titles: z.array(z.string()),
  nextStep: z
    .object({
      decisionId: DecisionId,
      chosen: z.string(),
      /** What it gives, with sums in the return's currency; absent for `none`. */
      terms: ActionTerms.optional(),
      /** Chance of buying again within the horizon under the chosen action. */
      chance: z.number().optional(),
      mode: z.string(),
      retrospective: z.boolean(),
      topReason: z
        .object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })
        .optional(),
    })
    .optional(),
  /** What became of it: the first purchase within the horizon after the return. Absent while the horizon still runs. */
  boughtAgain: z.boolean().optional(),
  boughtAgainAt: At.optional(),
});

export const listNextSteps = contract("returns.list", {
  summary: "Returns with their best next step, latest first; an associate sees those of the own store.",
  http: "GET /v1/returns",
  input: z.strictObject({
    q: z.string().trim().max(120).optional(),
    action: z.string().max(80).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(NextStepRow),
    next: z.string().optional(),
    total: z.int(),
    /** On the first page: every action that is the next step of some return, most frequent first. */
    actions: z
      .array(z.object({ id: z.string(), terms: ActionTerms.optional(), currency: z.string().optional() }))
      .optional(),
  }),
});
