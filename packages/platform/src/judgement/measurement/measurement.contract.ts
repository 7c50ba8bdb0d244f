import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { Interval } from "../decisions/decision.contract.ts";

/** By what shoppers may be told apart; each is counted where the first decision about them was. */
export const Division = z.enum(["region", "store", "channel-of-sale", "channel-of-return", "recency", "frequency"]);
export type Division = z.output<typeof Division>;

/** Against the holdout, adjusted for what was different before. Money in minor units as real numbers: estimates, not money that moves. */
const EffectView = z.object({
  /** Added per decision about a shopper who was not withheld. The interval holds 95 %, however often it is looked at. */
  perDecision: Interval,
  /** Over all those decisions. */
  total: Interval,
  /** Mean of a decision as it was, and as it would have been without the program. */
  withProgram: z.number(),
  withoutProgram: z.number(),
  /** Share of the variance that the adjustment took away. */
  varianceReduction: z.number(),
});

/** Named in words by `measurement.outlook.…`. */
const OutlookView = z.object({
  state: z.enum(["proven", "open", "no-end", "too-early", "no-holdout", "nothing-yet"]),
  /** How many more shoppers it takes: until the interval leaves 0 out, or until there is one. */
  shoppers: z.int().optional(),
  /** Days until then at the rate of the last four weeks; absent while nobody new comes. */
  days: z.int().optional(),
});

const FigureView = z.object({ effect: EffectView.optional(), outlook: OutlookView });
const ByArm = z.object({ treated: z.int(), holdout: z.int() });

const MeasuredView = z.object({
  shoppers: ByArm,
  /** Whose outcome is known, each purchase counted for one of them only. */
  decisions: ByArm,
  /** Decided while the program withheld itself from nobody: in none of the figures. */
  withoutHoldout: z.int(),
  /** `goal` is what the program is after: its weights on the others, in minor units of margin. */
  figures: z.object({ goal: FigureView, margin: FigureView, revenue: FigureView, visits: FigureView }),
});

const GroupView = MeasuredView.extend({
  /** A region, a store's id, a channel or a band; absent where it is not known. */
  key: z.string().optional(),
  /** A store's name. */
  label: z.string().optional(),
});

/** Everything known by the end of the week that begins at this Monday: a curve that narrows as decisions come in. */
const WeekView = z.object({
  week: z.string(),
  shoppers: z.int(),
  effects: z.object({
    goal: EffectView.optional(),
    margin: EffectView.optional(),
    revenue: EffectView.optional(),
    visits: EffectView.optional(),
  }),
});

const Recorded = {
  /** The first decision. */
  since: At.optional(),
  /** What its decisions of known outcome cost, minor units; of an offer of which nobody knows whether it was used, what was expected. */
  spent: z.number(),
  /** Decisions whose horizon still runs, and when the first of their outcomes will be known. */
  pending: z.object({ decisions: z.int(), nextAt: At.optional() }),
};

const Currency = z.string().regex(/^[A-Z]{3}$/);
const Framed = z.object({
  asOf: At,
  currency: z.string(),
  /** All that there are decisions in, most first. */
  currencies: z.array(z.string()),
});

export const measureProgram = contract("measurement.program", {
  summary:
    "What a program has added in margin, revenue and visits, measured against its holdout with intervals that may be looked at daily.",
  http: "GET /v1/programs/:name/measurement",
  input: z.strictObject({
    name: z.string().min(1).max(60),
    by: Division.optional(),
    /** The one with most decisions if not given. */
    currency: Currency.optional(),
  }),
  output: Framed.extend({
    program: z.string(),
    title: z.string(),
    overall: MeasuredView,
    /** Largest first; empty unless asked for. */
    groups: z.array(GroupView),
    weeks: z.array(WeekView),
    ...Recorded,
  }),
});

export const measurePrograms = contract("measurement.programs", {
  summary: "The proven worth of every program beside the others, and of all of them together.",
  http: "GET /v1/measurement",
  input: z.strictObject({ by: Division.optional(), currency: Currency.optional() }),
  output: Framed.extend({
    /** Highest added margin first; those that nothing is known of yet last. */
    programs: z.array(
      z.object({
        program: z.string(),
        title: z.string(),
        /** Decides no more. */
        retiredAt: At.optional(),
        measured: MeasuredView,
        ...Recorded,
        /** Added margin, net of all costs, for each unit of {@link Recorded.spent}. */
        perSpent: Interval.optional(),
      }),
    ),
    /** A purchase after decisions of two programs is counted once, so that the parts may sum to more. */
    together: MeasuredView,
    /** By all of them. */
    spent: z.number(),
    groups: z.array(GroupView),
    weeks: z.array(WeekView),
  }),
});
