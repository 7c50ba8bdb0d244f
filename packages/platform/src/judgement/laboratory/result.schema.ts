import { z } from "zod";

/** A number with its 95 % interval; in a simulation, what the doubt of the beliefs spans. */
const Interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Interval = z.output<typeof Interval>;

/** Per decision. Sums are minor units as real numbers: estimates, not money that moves. */
const Figure = z.object({
  perDecision: Interval,
  /** More than when nothing is given to anybody; absent where that cannot be told. */
  added: Interval.optional(),
});

/** `goal` is what the draft is after: its weights on the others, in units of margin. `spend` is what incentives cost. */
const Figures = z.object({ goal: Figure, margin: Figure, revenue: Figure, visits: Figure, spend: Figure });
export type Figures = z.output<typeof Figures>;

const Differences = z.object({
  goal: Interval,
  margin: Interval,
  revenue: Interval,
  visits: Interval,
  spend: Interval,
});
export type Differences = z.output<typeof Differences>;

/** How far the log covers what a policy does. */
const Coverage = z.object({
  /** So many decisions by the policy itself would say as much. */
  effectiveSample: z.number(),
  largestWeight: z.number(),
  /** Share of what the policy does that could not have happened in the log. */
  neverPossible: z.number(),
});
export type CoverageView = z.output<typeof Coverage>;

/** A budget's price and what the draft comes to under it. */
const FrontierPoint = z.object({
  /** What a minor unit of the budget is worth elsewhere: the more, the less is given. */
  price: z.number(),
  /** Expected cost per decision when it is decided, minor units: what a budget is charged. */
  planned: z.number(),
  figures: Figures,
});
export type FrontierPoint = z.output<typeof FrontierPoint>;

const Told = z.object({
  kind: z.literal("told"),
  figures: Figures,
  /** Over all decisions that were replayed, in the same units; absent in a simulation. */
  total: Differences.optional(),
  /** Less what was really done; absent in a simulation. */
  againstDone: Differences.optional(),
  /** Less the first draft of the run, where both rest on the same ground. */
  againstFirst: Differences.optional(),
  /** Price of the budget at which it was valued: the one that keeps the draft's own budget, 0 without. */
  price: z.number(),
  planned: z.number(),
  /** The part of what is planned that trying out costs: the same at any price of the budget. Older runs lack it. */
  explored: z.number().optional(),
  /**
   * Decisions a day about shoppers whom the draft does not withhold, in the log or among those who were simulated: with what is planned, a
   * budget. Absent where the time is too short to say.
   */
  decisionsPerDay: z.number().optional(),
  /** How often each action would be given. */
  shares: z.array(z.object({ action: z.string(), share: z.number() })),
  coverage: Coverage.optional(),
  /** From a price of 0 to where nothing more is given that costs anything. */
  frontier: z.array(FrontierPoint),
});

const Refused = z.object({
  kind: z.literal("refused"),
  /** Named in words by `laboratory.refused.…`. */
  reason: z.enum(["effective-sample", "never-possible", "mean-weight", "nobody"]),
  coverage: Coverage.optional(),
  shares: z.array(z.object({ action: z.string(), share: z.number() })),
});

const DraftResult = z.object({
  /** `draft`, or the number of a version. */
  draft: z.string(),
  /** What the figures rest on: real decisions with what came of them, or a simulation of what is believed. */
  basis: z.enum(["log", "simulation"]),
  /** Why it is no log: named by `laboratory.simulated.…`. */
  simulatedBecause: z.enum(["asked", "no-log", "new-actions"]).optional(),
  /** Decisions that it was tried on, and those among them that the draft would concern. */
  decisions: z.int(),
  concerned: z.int(),
  outcome: z.discriminatedUnion("kind", [Told, Refused]),
  /** Facts that its expressions read and that the log does not hold: there the log's own answers stood in. */
  unknownFacts: z.array(z.string()),
  /** What else to bear in mind, in words under `laboratory.caveat.…`. */
  caveats: z.array(z.enum(["audience", "guardrails", "regional-budgets", "belief"])),
  /** Really done, nothing for anybody, and each action for everybody who may get it; what the log cannot tell is left out. */
  references: z.object({
    /** `planned` is what the model of the points would have expected it to cost per decision, minor units; older runs lack it. */
    done: Figures.extend({ planned: z.number().optional() }).optional(),
    nothing: Figures.optional(),
    constants: z.array(
      z.object({
        action: z.string(),
        figures: Figures,
        planned: z.number().optional(),
        /** The draft's figures less these. */
        draftAhead: Differences.optional(),
      }),
    ),
    untold: z.array(z.string()),
  }),
});
export type DraftResult = z.output<typeof DraftResult>;

/** What a run has found out. */
export const LaboratoryResult = z.object({
  currency: z.string(),
  /** Of the log, or of the cases that were simulated. */
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).optional(),
  /** Of all drafts alike, in older runs alone: each draft has its own. */
  decisionsPerDay: z.number().optional(),
  drafts: z.array(DraftResult),
});
export type LaboratoryResult = z.output<typeof LaboratoryResult>;
