import { z } from "zod";
import type { ActionTerms } from "../../facts/actions/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { ProgramDocument } from "../../judgement/programs/index.ts";

/** What stands with an offer from the day it is issued, whatever becomes of its program. */
export interface IssueRules {
  readonly program: string | null;
  readonly combines_in: string | null;
  readonly reinstate: boolean;
  readonly grace_days: number;
  readonly most_cost: bigint | null;
  readonly usual_cost: bigint | null;
}

const Stakes = z.object({ basket: z.object({ amount: z.number() }) });
const Alternatives = z.array(
  z.object({ action: z.string(), cost: z.object({ discountRate: z.number(), onOutcome: z.number() }) }),
);

/** The rules of the program version that decided, and what using the offer costs: at most, and as it was expected then. */
export async function issueRules(
  tx: DatabaseTx,
  decisionId: string,
  terms: ActionTerms | undefined,
): Promise<IssueRules> {
  const decision = await tx.db
    .selectFrom("decisions as d")
    .leftJoin("program_versions as v", (join) =>
      join.onRef("v.program", "=", "d.program").onRef("v.version", "=", "d.program_version"),
    )
    .select(["d.program", "d.chosen", "d.stakes", "d.alternatives", "v.document"])
    .where("d.id", "=", decisionId)
    .executeTakeFirst();
  const document = decision?.document == null ? undefined : ProgramDocument.parse(decision.document);
  return {
    program: decision?.program ?? null,
    combines_in: document?.offers.group ?? null,
    reinstate: document?.offers.reinstate ?? true,
    grace_days: document?.offers.graceDays ?? 14,
    most_cost: mostCost(terms),
    usual_cost: decision ? usualCost(decision) : null,
  };
}

/** Null where nothing but the basket bounds it. */
function mostCost(terms: ActionTerms | undefined): bigint | null {
  switch (terms?.kind) {
    case "percent-off":
      return terms.most === undefined ? null : BigInt(terms.most);
    case "amount-off":
    case "credit":
      return BigInt(terms.amount);
    case "free-shipping":
      return BigInt(terms.most);
    case "free-service":
    case "free-trial":
      return BigInt(terms.cost);
    default:
      return null;
  }
}

function usualCost(decision: {
  readonly chosen: string;
  readonly stakes: unknown;
  readonly alternatives: unknown;
}): bigint | null {
  const stakes = Stakes.safeParse(decision.stakes);
  const alternatives = Alternatives.safeParse(decision.alternatives);
  const cost = alternatives.data?.find(({ action }) => action === decision.chosen)?.cost;
  if (!stakes.success || !cost) return null;
  return BigInt(Math.round(stakes.data.basket.amount * cost.discountRate + cost.onOutcome));
}
