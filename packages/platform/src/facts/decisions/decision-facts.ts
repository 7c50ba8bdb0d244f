import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { ActionTerms } from "../actions/index.ts";
import { DecisionId, ShopperId } from "../identifiers/index.ts";

/** The subject of the event is the shopper; `about` is what was decided about. */
export const decisionMade = fact("decision.made", {
  summary: "The best next step for a shopper was decided; how, stands with the decision.",
  data: z.object({
    decisionId: DecisionId,
    shopperId: ShopperId,
    moment: z.string(),
    /** A wire id such as `ret_…`. */
    about: z.string(),
    chosen: z.string(),
    /** What the chosen action gives, and the currency of its sums; absent for `none`, and before terms were kept. */
    terms: ActionTerms.optional(),
    currency: z.string().optional(),
    propensity: z.number(),
    mode: z.enum(["best", "explored", "holdout", "only-option"]),
    /** Decided afterwards about imported history: never counted in a measurement. */
    retrospective: z.boolean(),
  }),
});
