import type { Locale } from "@aftercare/messages";
import type { Id } from "../../foundation/ids/index.ts";
import type { AdverseDecisionTable } from "../../judgement/fairness/index.ts";
import { type Adverse, explain } from "./explain.ts";

type Row = Adverse & Pick<AdverseDecisionTable, "id" | "subject" | "decided_at" | "appeal_by">;

/** What was decided and why, without what was asked about it. */
export function viewDecision(row: Row, locale: Locale) {
  const { id, kind, subject, decided_by } = row;
  return {
    ...{ adverseDecisionId: id as Id<"adv">, kind, byPerson: decided_by !== null },
    ...(kind === "claim" ? { claimId: subject as Id<"clm"> } : { returnRequestId: subject as Id<"rrq"> }),
    ...{ at: row.decided_at, appealBy: row.appeal_by },
    ...explain(row, locale),
  };
}
