import type { PlainDayNumber } from "../../foundation/calendar/index.ts";
import { ruleOf } from "./dated-rule.ts";
import { guaranteeRules } from "./guarantee-rules.ts";

/** Something that was bought and is faulty, on the day on which it is said. */
interface GuaranteeCase {
  /** Where the goods went to; undefined where nobody said. */
  readonly country: string | undefined;
  readonly placedOn: PlainDayNumber;
  /** Undefined while they are on their way. */
  readonly receivedOn?: PlainDayNumber | undefined;
  readonly statedOn: PlainDayNumber;
  /** They were repaired under the guarantee before. */
  readonly repaired?: boolean | undefined;
}

/** What the law wants done about a fault, as the shopper may choose. */
type LegalRemedy = "repair" | "replacement" | "price-reduction" | "refund";

export interface GuaranteeRight {
  /** `over`: the time is past. `none`: no law that the house knows. */
  readonly standing: "owed" | "over" | "none";
  /** The last day on which a fault counts. */
  readonly until?: PlainDayNumber;
  /** Nobody has to prove that the fault was there from the first. */
  readonly isPresumed: boolean;
  /** The last day on which that is so. */
  readonly presumedUntil?: PlainDayNumber;
  /** In the order in which they are owed; none where nothing is. */
  readonly remedies: readonly LegalRemedy[];
  /** Goods that are repaired now count longer, by months. */
  readonly repairMonths: number;
  readonly source: string;
}

/**
 * What a fault gives a right to. Pure.
 *
 * - Repair or replacement come first; a lower price or the money back when a fault shows although it was repaired before (Directive (EU) 2019/771,
 *   Article 13 (4) (b)), or within the days in which goods can be rejected. What else lets a shopper have them, as that the fault is grave, is for a
 *   person to judge.
 * - The time is extended once, however often it is repaired.
 * - The presumption runs from the delivery, and a repair does not begin it anew.
 * - Where the country is not known, the Union's is taken.
 */
export function guaranteeRight(given: GuaranteeCase): GuaranteeRight {
  const { country, placedOn, receivedOn, statedOn, repaired = false } = given;
  const rule = ruleOf(guaranteeRules, country ?? "DE", placedOn);
  const { months, presumedMonths, repairMonths, rejectDays, source } = rule;
  const nothing = { isPresumed: false, remedies: [], repairMonths: 0, source };
  if (months === 0) return { standing: "none", ...nothing };
  const from = receivedOn ?? statedOn;
  const until = monthsAfter(from, months + (repaired ? repairMonths : 0));
  if (statedOn > until) return { standing: "over", until, ...nothing };
  const presumedUntil = monthsAfter(from, presumedMonths);
  const mayEnd = repaired || statedOn <= from + rejectDays;
  return {
    ...{ standing: "owed", until, repairMonths: repaired ? 0 : repairMonths, source },
    ...{ isPresumed: statedOn <= presumedUntil, presumedUntil },
    remedies: mayEnd ? ["repair", "replacement", "price-reduction", "refund"] : ["repair", "replacement"],
  };
}

/** The same day some months later; the last of its month where it has no such day. */
function monthsAfter(day: PlainDayNumber, months: number): PlainDayNumber {
  const dayMs = 86_400_000;
  const at = new Date(day * dayMs);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(at.getUTCDate(), last)) / dayMs;
}
