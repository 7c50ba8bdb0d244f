import type { PlainDayNumber } from "../../foundation/calendar/index.ts";
import { type ReturnCase, returnFloor } from "../law/index.ts";
import { cureAlone, type Granted, type GrantedBy, grantUnder, raiseToFloor } from "./grant.ts";
import type { PolicyCase } from "./policy-facts.ts";
import type { ReadyPolicy } from "./ready-policy.ts";
import type { SendingFee } from "./sending-fee.schema.ts";

/** What holds for a line that somebody may want to give back. */
export interface ReturnTerms extends Granted {
  /** The last day on which it can be announced; undefined as long as it has not arrived. */
  readonly until?: PlainDayNumber;
  /** Who grants that day. */
  readonly untilBy: GrantedBy;
  /** The policy's own window lets it go back, whatever the law says; `by.windowDays` grants that. */
  readonly isInWindow: boolean;
  /** It can be announced today. */
  readonly isOpen: boolean;
  /** Its time is over but for a fault, for which the law wants a repair or a replacement before any money. */
  readonly isCureOnly: boolean;
  /** What the law grants of it, and where it says so; and whether it wants it sent back at the shop's own cost. */
  readonly law: {
    readonly isDue: boolean;
    readonly isSentFree: boolean;
    readonly until?: PlainDayNumber;
    readonly source: string;
  };
  readonly refundBy?: PlainDayNumber;
}

interface Given {
  readonly facts: PolicyCase;
  readonly law: ReturnCase;
  /** From which day the policy's window runs; undefined while the goods are on their way. */
  readonly windowFrom: PlainDayNumber | undefined;
  /** What sending back really costs the shop. */
  readonly realLogistics: SendingFee;
}

/**
 * The terms of one line: what the policy grants, raised to what the law wants. Once neither window nor withdrawal lets it go back, what the policy
 * grants besides a cure is over with them: the guarantee lengthens the time for a fault, not the choice. Pure.
 */
export function returnTerms(policy: ReadyPolicy, { facts, law, windowFrom, realLogistics }: Given): ReturnTerms {
  const granted = grantUnder(policy, facts);
  const floor = returnFloor(law);
  const own = windowFrom === undefined ? undefined : windowFrom + granted.grants.windowDays;
  const isInWindow = own === undefined || law.statedOn <= own;
  const isCureOnly = !isInWindow && floor.withdrawal.standing !== "in-time" && floor.owesCure && !floor.owesRefund;
  const terms = raiseToFloor(isCureOnly ? cureAlone(granted) : granted, floor, realLogistics);
  const byLaw = floor.until;
  const lawWins = byLaw !== undefined && own !== undefined && byLaw > own;
  const until = own === undefined ? undefined : lawWins ? byLaw : own;
  return {
    ...terms,
    ...(until !== undefined && { until }),
    untilBy: lawWins ? "law" : granted.by.windowDays,
    isInWindow,
    isOpen: isInWindow || floor.isDue,
    isCureOnly,
    law: {
      ...{ isDue: floor.isDue, isSentFree: floor.isDue && !floor.mayChargeLogistics, source: floor.source },
      ...(byLaw !== undefined && { until: byLaw }),
    },
    ...(floor.refundBy !== undefined && { refundBy: floor.refundBy }),
  };
}
