import { z } from "zod";
import { ActionTerms } from "../../facts/actions/index.ts";

const Alternatives = z.array(z.object({ action: z.string(), terms: ActionTerms.optional() }));

/** What the chosen action of a decision gives; undefined for `none`, and for decisions from before terms were kept. */
export function chosenTerms(decision: {
  readonly chosen: string;
  readonly alternatives: unknown;
}): ActionTerms | undefined {
  if (decision.chosen === "none") return undefined;
  return Alternatives.parse(decision.alternatives).find(({ action }) => action === decision.chosen)?.terms;
}
