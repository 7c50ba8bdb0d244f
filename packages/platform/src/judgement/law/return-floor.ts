import type { PlainDayNumber } from "../../foundation/calendar/index.ts";
import { guaranteeRight } from "./guarantee.ts";
import { type WithdrawalCase, type WithdrawalRight, withdrawalRight } from "./withdrawal.ts";

/** A purchased line that somebody wants to give back, on a day. */
export interface ReturnCase extends WithdrawalCase {
  /** It is not what was sold: broken, another article, not as described. */
  readonly faulty: boolean;
  /** A fault of it was repaired under the guarantee before, which may let a fault count longer. */
  readonly repaired?: boolean | undefined;
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

/**
 * The least that a shop has to do when a line is given back: the right to withdraw, and the guarantee where it is not what was sold. Pure. What a
 * policy grants beyond is the shop's own; what it grants below is raised to this.
 */
export function returnFloor(given: ReturnCase): ReturnFloor {
  const withdrawal = withdrawalRight(given);
  const guarantee = given.faulty ? guaranteeRight(given) : undefined;
  const withdraws = withdrawal.standing === "in-time";
  const isFaultDue = guarantee?.standing === "owed";
  const until = latest(withdraws ? withdrawal.lastDay : undefined, isFaultDue ? guarantee.until : undefined);
  const isDue = withdraws || isFaultDue;
  return {
    withdrawal,
    isDue,
    ...(until !== undefined && { until }),
    mayChargeLogistics: !isFaultDue,
    mayChargeRestocking: !isDue,
    owesRefund: withdraws || (isFaultDue && guarantee.remedies.includes("refund")),
    owesCure: isFaultDue,
    ...(withdrawal.refundBy !== undefined && { refundBy: withdrawal.refundBy }),
    source: isFaultDue ? guarantee.source : withdrawal.rule.source,
  };
}

function latest(...days: readonly (PlainDayNumber | undefined)[]): PlainDayNumber | undefined {
  const known = days.filter((day) => day !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
