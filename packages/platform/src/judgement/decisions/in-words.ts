import { type Locale, translator } from "@aftercare/messages";
import type { DecisionViewData } from "./decision-view.ts";

/** Adds to a decision the sentences that its keys stand for, for callers who have no catalogue of their own. */
export function inWords(decision: DecisionViewData, locale: Locale): DecisionViewData {
  const { t } = translator(locale, "reasons");
  return {
    ...decision,
    reasons: decision.reasons.map((reason) => ({ ...reason, text: t(reason.key, reason.values) })),
    alternatives: decision.alternatives.map((action) =>
      action.ineligibleBecause === undefined ? action : { ...action, ineligibleText: t(action.ineligibleBecause) },
    ),
  };
}
