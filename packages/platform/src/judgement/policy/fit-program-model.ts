import { type Belief, fitArmEffects, matrixFromRows } from "@aftercare/learn";
import { priorEffect } from "../programs/index.ts";
import { fitBaskets } from "./fit-baskets.ts";
import type { LoggedRow } from "./logged-row.ts";
import type { ProgramModel } from "./program-model.ts";

/**
 * Learns from a program's log. The stated belief about each action's effect is where it begins; the log takes over as far as it goes.
 * @param actions by id, `none` first; rows name them by position
 * @param features names of what `input` holds
 */
export function fitProgramModel(
  rows: readonly LoggedRow[],
  actions: readonly string[],
  features: readonly string[],
): ProgramModel {
  const effects = fitArmEffects(
    {
      x:
        rows.length === 0
          ? { rows: 0, columns: features.length, values: new Float64Array() }
          : matrixFromRows(rows.map(({ input }) => input)),
      base: rows.map(({ base }) => base),
      arm: rows.map(({ arm }) => arm),
      y: rows.map(({ bought }) => (bought ? 1 : 0)),
    },
    beliefsIn(rows, actions.length),
    features.length,
  );
  const purchases = rows.flatMap(({ arm, basket, bought, revenue, costs }) => {
    const kept = 1 - (costs[arm]?.discountRate ?? 0);
    // What was bought and sent back again altogether says that the basket came to nothing.
    return bought && kept > 0 ? [{ arm, usual: basket.amount, gross: Math.max(0, revenue) / kept }] : [];
  });
  return {
    ...{ kind: "program-model", version: 1, actions, features, effects },
    baskets: fitBaskets(purchases, actions.length),
  };
}

/** An action saves each shopper another share of the basket; the belief about it is that of the mean share. */
function beliefsIn(rows: readonly LoggedRow[], arms: number): Belief[] {
  return Array.from({ length: arms }, (_, arm) => {
    const shares = rows.map(({ costs }) => costs[arm]?.savedShare ?? 0);
    return priorEffect(shares.reduce((sum, each) => sum + each, 0) / Math.max(1, shares.length));
  });
}
