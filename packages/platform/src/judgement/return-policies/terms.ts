import type { PlainDayNumber } from "../../foundation/calendar/index.ts";
import { type ReturnCase, returnFloor } from "../law/index.ts";
import { type Granted, type GrantedBy, grantUnder, raiseToFloor } from "./grant.ts";
import type { PolicyCase } from "./policy-facts.ts";
import type { ReadyPolicy } from "./ready-policy.ts";

/** What holds for a line that somebody may want to give back. */
export interface ReturnTerms extends Granted {
  /** The last day on which it can be announced; undefined as long as it has not arrived. */
  readonly until?: PlainDayNumber;
  /** Who grants that day. */
  readonly untilBy: GrantedBy;
  /** It can be announced today. */
  readonly isOpen: boolean;
  /** What the law grants of it, and where it says so. */
  readonly law: { readonly isDue: boolean; readonly until?: PlainDayNumber; readonly source: string };
  readonly refundBy?: PlainDayNumber;
}

interface Given {
  readonly facts: PolicyCase;
  readonly law: ReturnCase;
  /** From which day the policy's window runs; undefined while the goods are on their way. */
  readonly windowFrom: PlainDayNumber | undefined;
  readonly realLogistics: bigint;
}

/** The terms of one line: what the policy grants, raised to what the law wants. Pure. */
export function returnTerms(policy: ReadyPolicy, { facts, law, windowFrom, realLogistics }: Given): ReturnTerms {
  const granted = grantUnder(policy, facts);
  const floor = returnFloor(law);
  const terms = raiseToFloor(granted, floor, realLogistics);
  const own = windowFrom === undefined ? undefined : windowFrom + granted.grants.windowDays;
  const byLaw = floor.until;
  const lawWins = byLaw !== undefined && own !== undefined && byLaw > own;
  const until = own === undefined ? undefined : lawWins ? byLaw : own;
  return {
    ...terms,
    ...(until !== undefined && { until }),
    untilBy: lawWins ? "law" : granted.by.windowDays,
    isOpen: until === undefined || law.statedOn <= until || floor.isDue,
    law: { isDue: floor.isDue, source: floor.source, ...(byLaw !== undefined && { until: byLaw }) },
    ...(floor.refundBy !== undefined && { refundBy: floor.refundBy }),
  };
}
