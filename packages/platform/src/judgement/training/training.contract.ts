import { z } from "zod";
import { ModelId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

const Name = z.string().min(1).max(60);
const Difference = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });
/** A mean with its 95 % interval; shoppers are taken as what varies. */
const Mean = z.object({ value: z.number(), low: z.number(), high: z.number() });

const ProgramModelRow = z.object({
  modelId: ModelId,
  trainedAt: At,
  /** What it does now: decides, decides the challenger's share, or nothing. */
  state: z.enum(["challenger", "in-force", "past"]),
  /** When it was first put in force. */
  releasedAt: At.optional(),
  /** Whether it was proven better and so put in force by itself. */
  proven: z.boolean(),
  /** Rows of the log it learned from, and between which decisions. */
  rows: z.int(),
  from: At.optional(),
  to: At.optional(),
  /** Values per decision in units of the goal; absent where the log hardly holds what the model would do. */
  againstToday: Difference.optional(),
  /** What decided then. Unknown of long ago. */
  today: z.enum(["model", "belief"]).optional(),
  /** How often the intervals of these comparisons hold: half of the time where what decided was proven before. Unknown of long ago. */
  coverage: z.literal([0.5, 0.95]).optional(),
  againstConstants: z.array(Difference.extend({ action: z.string() })),
  /** Of a refused log: how many decisions it is worth for judging this model. */
  effectiveSample: z.number().optional(),
  actions: z.array(
    z.object({
      action: z.string(),
      rows: z.int(),
      boughtShare: z.number(),
      effect: z.number(),
      bestShare: z.number(),
    }),
  ),
});

const Group = z.object({
  /** A region or the handle of a loyalty tier; absent where it is not known or there is none. */
  key: z.string().optional(),
  rows: z.int(),
  /** Share of decisions that each action would get. */
  shares: z.array(z.object({ action: z.string(), share: z.number() })),
  /** What is expected of the choice above nothing, per decision in units of the goal. */
  expected: z.number(),
  /** What came of the decisions as they were made; absent for few shoppers. */
  realised: Mean.optional(),
  /** What the choice would have added above nothing, by the log; absent for few shoppers. */
  added: Mean.optional(),
});

/** Everything below is told by models that had not seen the shoppers; parts are absent of models of long ago or of short logs. */
const ProgramModelCard = ProgramModelRow.extend({
  /** By how much the chance that an incentive adds would differ on average if the feature stood at its mean. Strongest first. */
  features: z.array(z.object({ feature: z.string(), weight: z.number() })),
  calibration: z
    .object({
      bins: z.array(
        z.object({
          rows: z.int(),
          predicted: z.number(),
          observed: z.number(),
          lower: z.number(),
          upper: z.number(),
        }),
      ),
      /** Mean distance of what was told from what came, 0..1. */
      error: z.number(),
    })
    .optional(),
  /** What giving incentives to a share of shoppers adds per decision, the most promising first. */
  uplift: z
    .object({
      rows: z.int(),
      points: z.array(Mean.extend({ share: z.number() })),
      /** The share for whom more is expected of an incentive than of none. */
      worthwhile: z.number(),
      /** Mean height above the curve of an order by chance. */
      area: Mean,
    })
    .optional(),
  /** By what shoppers of the program can be told apart; never by an attribute that the law protects. */
  groups: z.object({ region: z.array(Group).optional(), tier: z.array(Group).optional() }),
});

export const getProgramModel = contract("programs.model", {
  summary: "The card of one model of a program: how good it is, for whom it would do what, and the verdict on it.",
  http: "GET /v1/programs/:name/models/:modelId",
  input: z.strictObject({ name: Name, modelId: ModelId }),
  output: ProgramModelCard,
});

export const listProgramModels = contract("programs.models", {
  summary: "What a program has learned, latest first, with the verdict on each model.",
  http: "GET /v1/programs/:name/models",
  input: z.strictObject({ name: Name }),
  output: z.object({ items: z.array(ProgramModelRow) }),
});

export const putProgramModelInForce = contract("programs.put-model-in-force", {
  summary:
    "Puts a model of a program in force, such as the one before; without a model the stated belief decides again.",
  http: "PUT /v1/programs/:name/model",
  input: z.strictObject({ name: Name, modelId: ModelId.optional() }),
  output: z.object({ items: z.array(ProgramModelRow) }),
});
