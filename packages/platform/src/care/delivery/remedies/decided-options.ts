import type { DecisionViewData } from "../../../judgement/decisions/index.ts";
import type { DecidedOption } from "./remedy-tables.ts";

/** How much more than the recommended remedy another one may cost and still be a choice. */
const mostDearer = 1.25;
/** Sums of a price and a chance miss each other by a hair. */
const hair = 1e-6;

type Decided = Pick<DecisionViewData, "chosen" | "alternatives">;

/**
 * What the shopper may choose of what was decided: the recommended action first, then those that may be taken too, are worth more than
 * to explain and apologise, and cost hardly more; by worth. Nothing where that was decided, or where the shopper belongs to those from
 * whom goodwill is withheld.
 */
export function decidedOptions({ chosen, alternatives }: Decided): DecidedOption[] {
  const recommended = alternatives.find(({ action }) => action === chosen);
  if (!recommended || chosen === "none") return [];
  const worth = ({ value }: (typeof alternatives)[number]) => value?.value ?? Number.NEGATIVE_INFINITY;
  const cost = ({ expectedCost = 0 }: (typeof alternatives)[number]) => expectedCost;
  const explaining = alternatives.find(({ action }) => action === "none");
  const least = explaining ? worth(explaining) : 0;
  const others = alternatives.filter(
    (each) =>
      each.action !== chosen &&
      each.eligible &&
      worth(each) > least &&
      cost(each) <= mostDearer * cost(recommended) + hair,
  );
  return [recommended, ...others.toSorted((a, b) => worth(b) - worth(a))].flatMap((each) =>
    each.terms ? [{ option: each.action, terms: each.terms, cost: cost(each) }] : [],
  );
}
