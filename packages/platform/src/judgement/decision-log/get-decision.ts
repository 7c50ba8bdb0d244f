import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { inWords, modelsOfPolicy, viewDecision } from "../decisions/index.ts";
import { getDecision as contract } from "./decision-log.contract.ts";

const decisionOfOwnStore: Rule<{ decisionId: string }> = {
  name: "decision of own store",
  async allows({ tx, actor }, { decisionId }) {
    const row = await findDecision(tx, decisionId);
    return row === undefined || (row.store_id !== null && row.store_id === actor.scope["storeId"]);
  },
};

export const getDecision = operation(contract, {
  by: { associate: decisionOfOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, locale }, { decisionId }) {
    const row = await findDecision(tx, decisionId);
    if (!row) throw notFound();
    const storeName = row.store_id === null ? undefined : await nameOfStore(tx, row.store_id);
    const outcome = await readOutcome(tx, row.id);
    return {
      ...inWords(await viewDecision(tx, row), locale),
      ...(storeName !== undefined && { storeName }),
      expectedCost: row.expected_cost,
      costAtOnce: row.cost_at_once,
      ...(row.budget_price !== null && { budgetPrice: row.budget_price }),
      ripeAt: row.ripe_at,
      ...(row.superseded_at !== null && { supersededAt: row.superseded_at }),
      learned: modelsOfPolicy(row.policy),
      ...(outcome && { outcome }),
    };
  },
});

function findDecision(tx: DatabaseTx, id: string) {
  return tx.db.selectFrom("decisions").selectAll().where("id", "=", id).executeTakeFirst();
}

async function nameOfStore(tx: DatabaseTx, id: string): Promise<string | undefined> {
  const row = await tx.db.selectFrom("stores").select("name").where("id", "=", id).executeTakeFirst();
  return row?.name;
}

async function readOutcome(tx: DatabaseTx, id: string) {
  const row = await tx.db.selectFrom("outcomes").selectAll().where("decision_id", "=", id).executeTakeFirst();
  if (!row) return undefined;
  const { visits, revenue, margin } = row;
  return {
    ...{ maturedAt: row.matured_at, visits, revenue, margin },
    ...(row.first_purchase_at !== null && { firstPurchaseAt: row.first_purchase_at }),
    ...(row.given !== null && { given: row.given }),
    ...(row.points !== null && { points: row.points }),
    ...{ sameVisitRevenue: row.same_visit_revenue, sameVisitMargin: row.same_visit_margin },
    ...{ revenueBefore: row.revenue_before, marginBefore: row.margin_before },
  };
}
