import { z } from "zod";
import { LaboratoryRunId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { ProgramDocument } from "../programs/program.schema.ts";
import { LaboratoryResult } from "./result.schema.ts";

const Program = z.string().min(1).max(60);

const RunRow = z.object({
  runId: LaboratoryRunId,
  program: z.string(),
  title: z.string(),
  /** `draft`, or the numbers of versions. */
  drafts: z.array(z.string()),
  /** Even what the log could tell was to be simulated. */
  simulate: z.boolean(),
  askedAt: At,
  askedBy: z.string(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  /** 0 to 1. */
  progress: z.number(),
  /** Named in words by `laboratory.failure.…`. */
  failure: z.enum(["gave-up", "unexpected", "moment-gone"]).optional(),
});

const Run = RunRow.extend({
  /** What was compared, as it was when it was asked. */
  documents: z.array(z.object({ draft: z.string(), document: ProgramDocument })),
  result: LaboratoryResult.optional(),
});

export const startLaboratory = contract("laboratory.start", {
  summary:
    "Asks what up to four drafts of a program would have earned and cost on its log, or in a simulation where there is none. Answers at once with a run to look at again; the same question on the same log is answered by the run it had.",
  http: "POST /v1/laboratory/runs",
  input: z.strictObject({
    program: Program,
    /** `draft`, or the number of a version; the others are compared with the first. */
    drafts: z
      .array(z.string().regex(/^(draft|[1-9]\d{0,8})$/))
      .min(1)
      .max(4)
      .refine((drafts) => new Set(drafts).size === drafts.length, { error: "names one twice" }),
    /** Simulates even what the log could tell. */
    simulate: z.boolean().default(false),
  }),
  output: Run,
});

export const getLaboratoryRun = contract("laboratory.get", {
  summary: "A run of the laboratory: how far it is, and what it found.",
  http: "GET /v1/laboratory/runs/:runId",
  input: z.strictObject({ runId: LaboratoryRunId }),
  output: Run,
});

export const listLaboratoryRuns = contract("laboratory.list", {
  summary: "The latest runs of the laboratory, of all programs or of one.",
  http: "GET /v1/laboratory/runs",
  input: z.strictObject({ program: Program.optional() }),
  output: z.object({ items: z.array(RunRow) }),
});
