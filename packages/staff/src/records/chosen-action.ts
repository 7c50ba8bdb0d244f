import type { WordedAction } from "@aftercare/messages/browser";
import type { ContractOutput, getDecision } from "@aftercare/platform/contract";

/** What a decision chose, with the terms by which it is named. */
export function chosenAction({
  chosen,
  alternatives,
  currency,
}: Pick<ContractOutput<typeof getDecision>, "chosen" | "alternatives" | "currency">): WordedAction {
  return { id: chosen, terms: alternatives.find(({ action }) => action === chosen)?.terms, currency };
}
