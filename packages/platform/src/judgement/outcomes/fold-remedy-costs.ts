import { remedyCarriedOut, remedyOffered } from "../../facts/delivery/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";

/** Keeps, for each decision about a delivery in trouble, what was really done and what it has cost: nothing as long as nothing was done. */
export const remedyCostReactions: readonly Reaction[] = [
  on(remedyOffered, "outcomes.note-remedy-offered", async ({ tx }, { data: { decisionId, shopperId } }) => {
    await tx.db
      .insertInto("remedy_costs")
      .values({ decision_id: decisionId, shopper_id: shopperId, action: "none", cost: 0n })
      .onConflict((conflict) => conflict.column("decision_id").doNothing())
      .execute();
  }),
  on(remedyCarriedOut, "outcomes.note-remedy", async ({ tx }, { data: { decisionId, shopperId, action, cost } }) => {
    // What is owed, or the law grants, is nobody's decision.
    if (decisionId === undefined || action === undefined) return;
    await tx.db
      .insertInto("remedy_costs")
      .values({ decision_id: decisionId, shopper_id: shopperId, action, cost })
      .onConflict((conflict) => conflict.column("decision_id").doUpdateSet({ action, cost }))
      .execute();
  }),
];
