import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";

const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const Share = z.number().min(0).max(1);
const Amount = z.int().min(0).max(1_000_000_000_000);
/** A CEL expression over the moment's facts that answers true or false. */
const Expression = z.string().trim().min(1).max(2_000);

/** What one unit of each outcome within the horizon is worth to the retailer, in units of margin. */
export const GoalWeights = z.strictObject({
  /** Per minor unit of margin, net of the incentive and of later returns. */
  margin: z.number().min(0).max(100).default(1),
  /** Per minor unit of revenue. */
  revenue: z.number().min(0).max(100).default(0),
  /** Per minor unit of margin that is bought in the same visit as a return in a store, beside what it counts as margin. */
  sameVisit: z.number().min(0).max(100).default(0),
  /** Minor units per visit that ends in a purchase. */
  visits: Amount.default(0),
  /** Minor units per loyalty point earned. */
  points: z.number().min(0).max(1_000).default(0),
});

/** Where a goal or a budget applies: stores by their key; those of no store are reached by the overall one alone. */
const Region = z.strictObject({ name: Slug, stores: z.array(z.string().trim().min(1).max(100)).min(1).max(2_000) });

const Budget = z.strictObject({
  /** Minor units of the program's currency for each period, of expected cost. */
  amount: Amount.min(1),
  period: z.enum(["week", "month", "quarter"]),
  /** Parts of it for regions, which they cannot exceed; what is left over is for everyone. */
  regions: z
    .array(z.strictObject({ region: Slug, amount: Amount.min(1) }))
    .max(200)
    .default([]),
});

const Guardrails = z
  .strictObject({
    /** Share of revenue that must be left as margin after the incentive. */
    marginFloor: Share.default(0.1),
    /** Largest share of a basket that may be given away. */
    mostDiscount: Share.default(0.5),
    /** No more than so many incentives within so many days to one shopper, over all programs. */
    perShopper: z
      .strictObject({ offers: z.int().min(1).max(100), days: z.int().min(1).max(366) })
      .default({ offers: 2, days: 30 }),
    /** From so many returns with this share of all units sent back, no more price cuts. */
    abuse: z.strictObject({ returns: z.int().min(1), rate: Share }).default({ returns: 3, rate: 0.6 }),
    /** Pieces that there must be of the products that an action names; where stock is not known there are enough. */
    stock: z.int().min(0).max(1_000_000).default(1),
  })
  .prefault({});

/** How the offers that come of a program may be used. What was in force when an offer was issued holds for it. */
const OfferRules = z
  .strictObject({
    /** Offers of the same group may be used together in one purchase, over all programs; one of no group stands alone. */
    group: Slug.optional(),
    /** Whether an offer can be used once more when all of what it was used on comes back. */
    reinstate: z.boolean().default(true),
    /** Days that its time is made longer by then. */
    graceDays: z.int().min(0).max(366).default(14),
  })
  .prefault({});

/** One thing that a program may do, beside doing nothing. */
const ProgramAction = z.strictObject({
  /** Names the action in logs and models for ever: change the terms, change the id. */
  id: Slug.refine((id) => id !== "none", { error: "none is an action of every program" }),
  terms: ActionTerms,
  /** What reaching the shopper costs, minor units. */
  contact: Amount.max(100_000).default(0),
  /** Who may get it, beside what the guardrails allow; everyone if not given. */
  eligible: Expression.optional(),
});

/**
 * A program: at a moment, for an audience, which actions may be taken, for which goal, within which bounds. A document that a
 * merchandiser edits, that can lie in a file beside the code, and of which every version that ever decided is kept.
 */
export const ProgramDocument = z.strictObject({
  name: Slug,
  title: z.string().trim().min(1).max(120),
  /** Where in a shopper's journey it decides, such as `return.incentive`. */
  moment: z.string().min(1).max(80),
  /** ISO 4217; needed where sums are named, and then only shoppers who pay in it are concerned. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Of several programs at one moment the first by rank whose audience matches decides. */
  rank: z.int().min(0).max(1_000).default(100),
  audience: Expression.optional(),
  actions: z.array(ProgramAction).min(1).max(20),
  goal: z.strictObject({
    horizonDays: z.int().min(1).max(366),
    weights: GoalWeights.prefault({}),
    /** Other weights for some stores. */
    regions: z
      .array(z.strictObject({ region: Slug, weights: GoalWeights }))
      .max(200)
      .default([]),
  }),
  regions: z.array(Region).max(200).default([]),
  budget: Budget.optional(),
  guardrails: Guardrails,
  offers: OfferRules,
  /** Share of decisions spread evenly over all eligible actions, so that every propensity is above zero. */
  exploration: Share.max(0.5).default(0.1),
  /** Share of decisions by which the first model is proven, as long as the stated belief decides: half its own, half its rivals'. */
  trial: Share.default(0.5),
  /** Share of decisions made by the latest model that has not been released yet, so that it can prove itself. */
  challenge: Share.max(0.5).default(0.2),
  /** At first, for so many days after the first publication, a larger share explores: there is nothing to lose sight of yet. */
  warmUp: z.strictObject({ days: z.int().min(0).max(366), exploration: Share }).default({ days: 0, exploration: 0.1 }),
  /** Share of shoppers who get nothing from any program, so that what it earns can be measured. */
  holdout: Share.max(0.5).default(0.1),
  /** How long a decision stands: asking again answers the same. */
  validDays: z.int().min(1).max(90).default(14),
});

export type ProgramDocument = z.output<typeof ProgramDocument>;
export type GoalWeights = z.output<typeof GoalWeights>;
