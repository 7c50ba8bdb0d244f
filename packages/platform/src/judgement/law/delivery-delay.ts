import { ruleOf } from "./dated-rule.ts";
import {
  additionalDays,
  type DelayRule,
  daysOfSilentConsent,
  daysUntilHouseCancels,
  daysWithoutDate,
  delayRules,
} from "./delay-rules.ts";

/** A delivery that is late, or will be. Days are counted since 1 January 1970, at the place of the retailer. */
export interface DelayCase {
  /** Where the goods go to; undefined where nobody said. */
  readonly country: string | undefined;
  readonly today: number;
  readonly placedOn: number;
  /** The latest day that was agreed before the contract; undefined where none was. */
  readonly agreedLatest?: number | undefined;
  /** The latest day that is expected now; undefined where nobody can tell. */
  readonly expectedLatest?: number | undefined;
  /** It has left the retailer. */
  readonly shipped: boolean;
  /** The shopper had said before buying that the day is what matters, as for a wedding. */
  readonly essential: boolean;
  /** It was lost or destroyed and is not sent again, or the retailer has said that it will not deliver. */
  readonly willNotCome: boolean;
  /** The last day that the shopper has set for it. */
  readonly additionalUntil?: number | undefined;
  /** Of an earlier delay that the shopper was told of with a choice: the day that was named then. */
  readonly toldLatest?: number | undefined;
  /** Until when the shopper has said in so many words to wait. */
  readonly consentedUntil?: number | undefined;
}

export type LawOption =
  /** The shopper sets a last day; the one proposed here. */
  | { readonly kind: "set-additional-period"; readonly until: number }
  /** The shopper ends the contract and gets back all that was paid, without undue delay. */
  | { readonly kind: "terminate" }
  /** The shopper agrees to wait, where the law asks for that. */
  | { readonly kind: "consent"; readonly until?: number };

export interface DelayRights {
  readonly rule: DelayRule;
  /** What the shopper may have whatever anybody decides. */
  readonly options: readonly LawOption[];
  /** The shopper has to be asked in the law's own words, before what was agreed is over. */
  readonly hasToBeAsked: boolean;
  /** What no answer means, and from the end of which day on. */
  readonly silence?: { readonly means: "consents" | "cancels"; readonly on: number };
}

/** The rule for goods that go to a country, by the day of the contract. */
export function delayRule(country: string | undefined, placedOn: number): DelayRule {
  return ruleOf(delayRules, country, placedOn);
}

/**
 * What a shopper may ask for because a delivery is late: dated rules by the country that the goods go to. Pure.
 *
 * - **EU, EEA, UK** (Directive 2011/83/EU, Article 18; Consumer Rights Act 2015, section 28): once the agreed time is over, or thirty days
 *   without one, the shopper sets an additional period; once that is over too, or at once where the day was essential or the goods will
 *   not come, the contract can be ended.
 * - **US** (16 CFR 435.2): as long as the goods have not left and will not leave in time, the shopper is asked to consent or to cancel. Silence
 *   consents to a first delay of up to thirty days; of a longer or indefinite one it cancels thirty days after the time that was agreed, and
 *   of a second one when the time that was named first is over. The rule speaks of shipping; where a shop names the day of arrival alone,
 *   that day is taken, by which it must have left.
 * - **Elsewhere**, and of what has left in the US, the house lets its shoppers cancel two weeks after what was agreed.
 */
export function delayRights(delay: DelayCase): DelayRights {
  const rule = delayRule(delay.country, delay.placedOn);
  const due = delay.agreedLatest ?? delay.placedOn + daysWithoutDate;
  switch (rule.regime) {
    case "eu":
    case "uk":
      return { rule, options: additionalPeriod(delay, due), hasToBeAsked: false };
    case "us":
      return delay.shipped ? { rule, ...byTheHouse(delay, due) } : { rule, ...delayOption(delay, due) };
    default:
      return { rule, ...byTheHouse(delay, due) };
  }
}

function additionalPeriod(delay: DelayCase, due: number): LawOption[] {
  const { today, additionalUntil, expectedLatest } = delay;
  if (delay.willNotCome) return [{ kind: "terminate" }];
  if (today <= due) return [];
  if (delay.essential) return [{ kind: "terminate" }];
  if (additionalUntil !== undefined) return today > additionalUntil ? [{ kind: "terminate" }] : [];
  const { least, proposed, most } = additionalDays;
  const wanted = expectedLatest ?? today + proposed;
  return [{ kind: "set-additional-period", until: Math.min(Math.max(wanted, today + least), today + most) }];
}

function delayOption(delay: DelayCase, due: number): Omit<DelayRights, "rule"> {
  const { today, expectedLatest, toldLatest, consentedUntil } = delay;
  const isLate = delay.willNotCome || today > due || (expectedLatest !== undefined && expectedLatest > due);
  if (!isLate) return { options: [], hasToBeAsked: false };
  // Nobody ships by a day that is over.
  const named =
    expectedLatest !== undefined && expectedLatest >= today && !delay.willNotCome ? expectedLatest : undefined;
  const consent: LawOption = { kind: "consent", ...(named !== undefined && { until: named }) };
  const options: readonly LawOption[] = [consent, { kind: "terminate" }];
  const agreedTo = consentedUntil ?? -1;
  if (named === undefined ? today <= agreedTo : named <= agreedTo) return { options, hasToBeAsked: false };
  if (toldLatest !== undefined && (named === undefined || named > toldLatest)) {
    return { options, hasToBeAsked: true, silence: { means: "cancels", on: Math.max(toldLatest, agreedTo) } };
  }
  const first = toldLatest ?? named;
  if (first !== undefined && first <= due + daysOfSilentConsent) {
    return { options, hasToBeAsked: toldLatest === undefined, silence: { means: "consents", on: first } };
  }
  return {
    options,
    hasToBeAsked: toldLatest === undefined,
    silence: { means: "cancels", on: due + daysOfSilentConsent },
  };
}

function byTheHouse({ today, willNotCome }: DelayCase, due: number): Omit<DelayRights, "rule"> {
  const mayCancel = willNotCome || today > due + daysUntilHouseCancels;
  return { options: mayCancel ? [{ kind: "terminate" }] : [], hasToBeAsked: false };
}
