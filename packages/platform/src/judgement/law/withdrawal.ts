import { isoWeekday, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import { ruleOf } from "./dated-rule.ts";
import { type WithdrawalRule, withdrawalRules } from "./withdrawal-rules.ts";

/** A purchase from which somebody wants to withdraw. Days are those of the place where the shopper is. */
export interface WithdrawalCase {
  /** Where the goods went to; undefined where nobody said. */
  readonly country: string | undefined;
  /** Bought online, by telephone or otherwise without both sides being there. */
  readonly atDistance: boolean;
  readonly placedOn: PlainDayNumber;
  /** The day on which the last good of it was received; undefined while one is on its way. */
  readonly receivedOn?: PlainDayNumber | undefined;
  /** The day on which it is said that one withdraws. */
  readonly statedOn: PlainDayNumber;
  /** Whether a day is a public holiday there. */
  readonly isHoliday: (day: PlainDayNumber) => boolean;
}

export interface WithdrawalRight {
  readonly rule: WithdrawalRule;
  /** `too-late`: the period is over. `none`: the law gives no such right here. */
  readonly standing: "in-time" | "too-late" | "none";
  /** The last day on which it can be said; undefined as long as the period has not begun. */
  readonly lastDay?: PlainDayNumber;
  /** The last day on which the money may be back, and on which the goods are to be on their way. */
  readonly refundBy?: PlainDayNumber;
  readonly sendBackBy?: PlainDayNumber;
}

const friday = 5;

/**
 * Whether the law lets a shopper withdraw from a purchase, and until when what has to follow. Pure.
 *
 * - The period runs from the day after the **last** good was received (Directive 2011/83/EU, Article 9 (2) (b) (i)); who says it before the
 *   goods are there is in time. In the Union the last day is a working day (Regulation 1182/71, Article 3 (4)).
 * - Where the country is not known, the widest right that the house knows is taken: the Union's.
 * - Goods that are excepted (Article 16) are for a person to judge: nothing is refused here on that ground.
 */
export function withdrawalRight(purchase: WithdrawalCase): WithdrawalRight {
  const { placedOn, receivedOn, statedOn, isHoliday } = purchase;
  const rule = ruleOf(withdrawalRules, purchase.country ?? "DE", placedOn);
  if (!purchase.atDistance || rule.regime === "none") return { rule, standing: "none" };
  const dates = { refundBy: statedOn + rule.refundDays, sendBackBy: statedOn + rule.sendBackDays };
  if (receivedOn === undefined) return { rule, standing: "in-time", ...dates };
  let lastDay = receivedOn + rule.days;
  if (rule.endsOnWorkingDay) while (isoWeekday(lastDay) > friday || isHoliday(lastDay)) lastDay += 1;
  if (statedOn > lastDay) return { rule, standing: "too-late", lastDay };
  return { rule, standing: "in-time", lastDay, ...dates };
}
