import type { ClaimDoubt, ClaimRemedy } from "../../facts/claims/claim.schema.ts";
import { isFaulty } from "../../facts/returns/reasons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";
import type { GuaranteeRight } from "../../judgement/law/index.ts";
import type { OrderReturnTerms } from "../../judgement/return-policies/index.ts";
import { doubtsOfClaim, type FaultyLine } from "./doubts-of-claim.ts";

interface ReportedUnits {
  readonly line: number;
  readonly quantity: number;
  readonly reason: string;
}

/** What is to be said of units that somebody reports as faulty. */
interface JudgedClaim {
  /** Of several lines that which the law carries least: it says why a person decides. */
  readonly law: GuaranteeRight;
  doubtsOf(remedy: ClaimRemedy): ClaimDoubt[];
}

/**
 * What the law says of units that are reported as faulty, and why a person would have to decide about each remedy.
 * @throws not-found (404) for a line that is not there, bad-input (400) for a reason that says of no fault
 */
export async function judgeClaim(
  tx: DatabaseTx,
  terms: OrderReturnTerms,
  reported: readonly ReportedUnits[],
): Promise<JudgedClaim> {
  const declined = await declinedLines(tx, terms.order.id);
  const faulty = reported.map(({ line, quantity, reason }, index): FaultyLine => {
    const bought = terms.order.lines.find((each) => each.line === line);
    if (!bought) throw notFound({ field: `lines/${index}/line` });
    if (!isFaulty(reason)) {
      const field = `lines/${index}/reason`;
      const message = `is ${reason}, which says of no fault; announce a return instead`;
      throw badInput({ field, reason: message }, { fields: [{ field, message }] });
    }
    const right = terms.guaranteeOf(line, quantity);
    return { right, isReturnable: terms.termsOf(bought, undefined).isOpen, wasDeclined: declined.has(line) };
  });
  return {
    law: weakest(faulty.map(({ right }) => right)),
    doubtsOf: (remedy) => doubtsOfClaim(remedy, faulty),
  };
}

async function declinedLines({ db }: DatabaseTx, orderId: string): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("claims as c")
    .innerJoin("claim_lines as l", "l.claim_id", "c.id")
    .select("l.order_line")
    .where("c.order_id", "=", orderId)
    .where("c.state", "=", "declined")
    .execute();
  return new Set(rows.map(({ order_line }) => order_line));
}

function weakest(rights: readonly GuaranteeRight[]): GuaranteeRight {
  const strength = ({ standing, isPresumed }: GuaranteeRight) => (standing === "owed" ? 1 : 0) + (isPresumed ? 1 : 0);
  return rights.reduce((least, right) => (strength(right) < strength(least) ? right : least));
}
