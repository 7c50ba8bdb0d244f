import { type Belief, fitArmEffects, matrixFromRows } from "@aftercare/learn";
import { priorEffect } from "../programs/index.ts";
import { type Bought, fitBaskets } from "./fit-baskets.ts";
import type { LoggedRow } from "./logged-row.ts";
import type { ProgramModel } from "./program-model.ts";

/**
 * Learns from a program's log. The stated belief about each action's effect is where it begins; the log takes over as far as it goes.
 * @param actions by id, `none` first; rows name them by position
 * @param features names of what `input` holds
 * @param like a model of much the same rows, from which is taken how much shoppers are allowed to differ: a short fit
 */
export function fitProgramModel(
  rows: readonly LoggedRow[],
  actions: readonly string[],
  features: readonly string[],
  like?: ProgramModel,
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
    like ? { like: like.effects } : {},
  );
  const purchases = rows.filter(({ bought }) => bought).map(purchaseOf);
  return {
    ...{ kind: "program-model", version: 1, actions, features, effects },
    learnedUntil: rows.reduce((latest, { at }) => Math.max(latest, at), 0),
    baskets: fitBaskets(purchases, actions.length),
  };
}

function purchaseOf({ arm, basket, revenue, margin, sameVisit, given, paidAtOnce, costs }: LoggedRow): Bought {
  const gross = Math.max(0, revenue + given);
  const { discountRate, onOutcome, atOnce } = costs[arm]!;
  return {
    ...{ arm, usual: basket.amount, gross, given },
    offered: gross * discountRate + onOutcome,
    foretold: gross * basket.marginRate,
    margin: margin + given + (paidAtOnce ?? atOnce),
    ...(sameVisit !== undefined && { sameVisit }),
  };
}

/** An action saves each shopper another share of the basket; the belief about it is that of the mean share. */
function beliefsIn(rows: readonly LoggedRow[], arms: number): Belief[] {
  return Array.from({ length: arms }, (_, arm) => {
    const shares = rows.map(({ costs }) => costs[arm]?.savedShare ?? 0);
    return priorEffect(shares.reduce((sum, each) => sum + each, 0) / Math.max(1, shares.length));
  });
}
