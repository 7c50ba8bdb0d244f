import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { dayText } from "../../foundation/calendar/index.ts";
import type { Granted, GrantedBy } from "./grant.ts";
import type { Grants, Rule } from "./policy.schema.ts";
import type { returnTermsOfOrder } from "./return-policy.contract.ts";
import { cheapestWay } from "./sending-fee.ts";
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
  const { windowDays: _, logisticsFee, ...granted } = grants;
  const carried = CarriedMethod.options.filter((method) => grants.methods.includes(method));
  return {
    ...granted,
    logisticsFee: cheapestWay(logisticsFee, carried),
    wayFees: carried.map((method) => ({ method, fee: logisticsFee[method] })),
    isOpen: terms.isOpen,
    isCureOnly: terms.isCureOnly,
    ...(until !== undefined && { until: dayText(until) }),
    ...(refundBy !== undefined && { refundBy: dayText(refundBy) }),
    law: { isDue: law.isDue, source: law.source, ...(law.until !== undefined && { until: dayText(law.until) }) },
    because: becauseOf({ ...by, windowDays: untilBy }, rules, locale, windowOf(terms)),
  };
}

/** Where all time is over it is still what that had been measured by; where the law lets goods go back after it, it is not what lets them. */
function windowOf({ isInWindow, isOpen, by }: ReturnTerms): GrantedBy | undefined {
  return isInWindow || !isOpen ? by.windowDays : undefined;
}

/**
 * Who grants each thing, with the rule's own sentence for it. A rule that grants a window speaks of it, for instance "sixty days and free, because you are a Gold
 * member": while another window holds, or none any more, it would be untrue and is not told, even where the rule grants something else.
 * @param rules of the version under which it was granted
 * @param window who grants the window that the time is measured by; undefined where it is over, and law or a plea let the goods go back
 */
export function becauseOf(
  by: Granted["by"],
  rules: readonly Rule[],
  locale: Locale,
  window: GrantedBy | undefined,
): Because[] {
  return (Object.keys(shown) as (keyof Grants)[]).map((name) => ({
    what: shown[name],
    ...sentenceOf(by[name], rules, locale, window),
  }));
}

function sentenceOf(
  by: GrantedBy,
  rules: readonly Rule[],
  locale: Locale,
  window: GrantedBy | undefined,
): Omit<Because, "what"> {
  if (typeof by === "string") return { by };
  const rule = rules.find(({ name }) => name === by.rule);
  const isTrue = rule?.grants.windowDays === undefined || (typeof window === "object" && window.rule === by.rule);
  const says = isTrue ? rule?.says : undefined;
  const sentence = says?.[locale] ?? says?.en;
  return { by: "rule", rule: by.rule, ...(sentence !== undefined && { says: sentence }) };
}
