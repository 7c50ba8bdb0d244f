import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import { dayText } from "../../foundation/calendar/index.ts";
import type { Granted, GrantedBy } from "./grant.ts";
import type { Grants, Rule } from "./policy.schema.ts";
import type { returnTermsOfOrder } from "./return-policy.contract.ts";
import type { ReturnTerms } from "./terms.ts";

type LineTerms = z.output<typeof returnTermsOfOrder.output>["lines"][number];
type Because = LineTerms["because"][number];

const shown: Readonly<Record<keyof Grants, Because["what"]>> = {
  ...{ windowDays: "window", logisticsFee: "logisticsFee", restockingPercent: "restockingPercent" },
  ...{ methods: "methods", refundTiming: "refundTiming", resolutions: "resolutions", bonusPercent: "bonusPercent" },
};

/** Terms as they are told: each thing with who grants it, and the rule's own sentence for it. */
export function viewTerms(
  terms: ReturnTerms,
  rules: readonly Rule[],
  locale: Locale,
): Omit<LineTerms, "line" | "sku" | "title" | "units"> {
  const { until, grants, law, refundBy, by, untilBy } = terms;
  const { windowDays: _, ...granted } = grants;
  return {
    ...granted,
    isOpen: terms.isOpen,
    isCureOnly: terms.isCureOnly,
    ...(until !== undefined && { until: dayText(until) }),
    ...(refundBy !== undefined && { refundBy: dayText(refundBy) }),
    law: { isDue: law.isDue, source: law.source, ...(law.until !== undefined && { until: dayText(law.until) }) },
    because: becauseOf({ ...by, windowDays: untilBy }, rules, locale),
  };
}

/** Who grants each thing, with the rule's own sentence for it. @param rules of the version under which it was granted */
export function becauseOf(by: Granted["by"], rules: readonly Rule[], locale: Locale): Because[] {
  return (Object.keys(shown) as (keyof Grants)[]).map((name) => ({
    what: shown[name],
    ...sentenceOf(by[name], rules, locale),
  }));
}

function sentenceOf(by: GrantedBy, rules: readonly Rule[], locale: Locale): Omit<Because, "what"> {
  if (typeof by === "string") return { by };
  const says = rules.find(({ name }) => name === by.rule)?.says;
  const sentence = says?.[locale] ?? says?.en;
  return { by: "rule", rule: by.rule, ...(sentence !== undefined && { says: sentence }) };
}
