import { z } from "zod";
import { ModelId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

const Name = z.string().min(1).max(60);
const Difference = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });

const ProgramModelRow = z.object({
  modelId: ModelId,
  trainedAt: At,
  /** What it does now: decides, decides the challenger's share, or nothing. */
  state: z.enum(["challenger", "in-force", "past"]),
  /** When it was first put in force. */
  releasedAt: At.optional(),
  /** Rows of the log it learned from, and between which decisions. */
  rows: z.int(),
  from: At.optional(),
  to: At.optional(),
  /** Values per decision in units of the goal; absent where the log hardly holds what the model would do. */
  againstToday: Difference.optional(),
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
