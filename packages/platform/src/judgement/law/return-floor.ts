import type { PlainDayNumber } from "../../foundation/calendar/index.ts";
import { type DatedRule, ruleOf, unionAndArea } from "./dated-rule.ts";
import { type WithdrawalCase, type WithdrawalRight, withdrawalRight } from "./withdrawal.ts";

/** A purchased line that somebody wants to give back, on a day. */
export interface ReturnCase extends WithdrawalCase {
  /** It is not what was sold: broken, another article, not as described. */
  readonly faulty: boolean;
}

/** What is due at least, whatever a shop's policy, a segment or a model says. Amounts are for whoever combines it with a policy. */
export interface ReturnFloor {
  readonly withdrawal: WithdrawalRight;
  /** The last day on which the goods have to be taken back; undefined where the law wants nothing, or the period has not begun. */
  readonly until?: PlainDayNumber;
  /** They have to be taken back today. */
  readonly isDue: boolean;
  /** No more than what sending back really costs may be charged; and nothing where the goods are faulty. */
  readonly mayChargeLogistics: boolean;
  /** Nothing may be taken off for taking them back. */
  readonly mayChargeRestocking: boolean;
  /** The money has to be offered, the way it was paid. */
  readonly owesRefund: boolean;
  /** It has to be repaired or replaced, free of charge. */
  readonly owesCure: boolean;
  /** The last day on which the money may be back. */
  readonly refundBy?: PlainDayNumber;
  /** Where it says so. */
  readonly source: string;
}

interface GuaranteeRule extends DatedRule<"eu" | "uk" | "none"> {
  /** Days from the delivery within which a fault counts. */
  readonly days: number;
  /** Days from the delivery within which the goods can be rejected for their price; after them repair or replacement come first. */
  readonly rejectDays: number;
}

/**
 * Two years of the sale of goods; in the UK thirty days to reject them, after which repair or replacement come first there too, for as long as a
 * claim can be made: six years, and five in Scotland, which is taken for all of it: the least that is sure everywhere.
 */
const guaranteeRules: readonly [...GuaranteeRule[], GuaranteeRule] = [
  {
    ...{ regime: "eu", countries: unionAndArea, from: "2022-01-01", days: 730, rejectDays: 0 },
    ...{ source: "Directive (EU) 2019/771, Articles 10 and 13", verified: false },
  },
  {
    ...{ regime: "eu", countries: unionAndArea, from: "2002-01-01", to: "2021-12-31", days: 730, rejectDays: 0 },
    ...{ source: "Directive 1999/44/EC, Articles 3 and 5", verified: false },
  },
  {
    ...{ regime: "uk", countries: new Set(["GB"]), from: "2015-10-01", days: 1_826, rejectDays: 30 },
    ...{ source: "Consumer Rights Act 2015, sections 20, 22 and 23", verified: false },
  },
  {
    ...{ regime: "none", from: "1970-01-01", days: 0, rejectDays: 0 },
    ...{ source: "no law that the house knows", verified: false },
  },
];

/**
 * The least that a shop has to do when a line is given back: the right to withdraw, and the guarantee where it is not what was sold. Pure. What a
 * policy grants beyond is the shop's own; what it grants below is raised to this.
 */
export function returnFloor(given: ReturnCase): ReturnFloor {
  const withdrawal = withdrawalRight(given);
  const guarantee = ruleOf(guaranteeRules, given.country ?? "DE", given.placedOn);
  const from = given.receivedOn ?? given.statedOn;
  const faultUntil = given.faulty && guarantee.days > 0 ? from + guarantee.days : undefined;
  const withdraws = withdrawal.standing === "in-time";
  const isFaultDue = faultUntil !== undefined && given.statedOn <= faultUntil;
  const until = latest(withdraws ? withdrawal.lastDay : undefined, isFaultDue ? faultUntil : undefined);
  const isDue = withdraws || isFaultDue;
  return {
    withdrawal,
    isDue,
    ...(until !== undefined && { until }),
    mayChargeLogistics: !isFaultDue,
    mayChargeRestocking: !isDue,
    owesRefund: withdraws || (isFaultDue && given.statedOn <= from + guarantee.rejectDays),
    owesCure: isFaultDue,
    ...(withdrawal.refundBy !== undefined && { refundBy: withdrawal.refundBy }),
    source: isFaultDue ? guarantee.source : withdrawal.rule.source,
  };
}

function latest(...days: readonly (PlainDayNumber | undefined)[]): PlainDayNumber | undefined {
  const known = days.filter((day) => day !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
