import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { DecisionId, ModelId, ShopperId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

/** A number with its 95 % interval. */
export const Interval = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** One eligible action as it was weighed. Amounts are minor units of the decision's currency, as real numbers: they are expectations, not money that moves. */
const WeighedAction = z.object({
  action: z.string(),
  /** What is given; absent for `none`. */
  terms: ActionTerms.optional(),
  eligible: z.boolean(),
  /** Why not, as a catalogue key under `reasons.`; absent when eligible. */
  ineligibleBecause: z.string().optional(),
  /** The same as a sentence in the caller's language. */
  ineligibleText: z.string().optional(),
  /** The chance of the outcome (buys again within the horizon) under this action. */
  chance: Interval.optional(),
  /** What it is expected to be worth by the program's goal, after its cost, in minor units of margin. */
  value: Interval.optional(),
  expectedCost: z.number().optional(),
  /** The probability with which this action was drawn. */
  propensity: z.number(),
});

/** A reason in words: catalogue key under `reasons.` with its values, strongest first. `weight` is its share of the log-odds. */
const Reason = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  weight: z.number(),
  /** The reason as a sentence in the caller's language. */
  text: z.string().optional(),
});

export const DecisionView = z.object({
  decisionId: DecisionId,
  moment: z.string(),
  /** What was decided about, as a wire id: `ret_…`. */
  subject: z.string(),
  shopperId: ShopperId.optional(),
  decidedAt: At,
  asOf: At,
  validUntil: At,
  /** Decided afterwards about imported history: shown, never counted in a measurement. */
  retrospective: z.boolean(),
  chosen: z.string(),
  propensity: z.number(),
  /** How the choice came about. */
  mode: z.enum(["best", "explored", "holdout", "only-option"]),
  horizonDays: z.int(),
  currency: z.string(),
  alternatives: z.array(WeighedAction),
  reasons: z.array(Reason),
  features: z.record(z.string(), z.number()),
  model: z.object({ modelId: ModelId.optional(), version: z.string(), trainedAt: At.optional() }),
  /** What a minor unit of the program's budget was worth, in units of the goal: cost counted so much more. Absent without a budget. */
  budgetPrice: z.number().optional(),
  /** The version of the program that decided; absent where none concerned the shopper. */
  program: z.object({ name: z.string(), version: z.int() }).optional(),
  /** What the figures take for granted, as catalogue keys under `reasons.assumed.`, with values. */
  assumptions: z.array(z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});

export const decide = contract("decisions.decide", {
  summary:
    "Decides the best next step for a subject at a moment. Asking twice within its validity answers the same decision.",
  http: "POST /v1/decisions",
  input: z.strictObject({ moment: z.string().min(1).max(80), subject: z.string().min(1).max(80) }),
  output: DecisionView,
});

/** An area under the ROC curve with its 95 % interval (DeLong). */
const Auc = Interval;

const ModelCard = z.object({
  modelId: ModelId,
  moment: z.string(),
  version: z.string(),
  trainedAt: At,
  /** Rows of matured history it was trained and tested on, and the instant that separates them. */
  trainRows: z.int(),
  testRows: z.int(),
  cut: At,
  baseRate: z.number(),
  auc: Auc.optional(),
  baselineAuc: Auc.optional(),
  /** AUC minus the baseline's on the same rows, paired. */
  aucDifference: Auc.optional(),
  features: z.array(z.object({ feature: z.string(), weight: z.number() })),
  calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), rows: z.int() })),
  /** Set when there was too little history to train on: decisions then rest on the stated prior. */
  note: z.string().optional(),
});

export const getModel = contract("models.get", {
  summary: "The model card in force for a moment; 404 while none has been trained.",
  http: "GET /v1/models/:moment",
  input: z.strictObject({ moment: z.string().min(1).max(80) }),
  output: ModelCard,
});
