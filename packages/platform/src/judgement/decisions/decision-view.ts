import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { readModel } from "../learning/index.ts";
import type { DecisionView } from "./decision.contract.ts";
import type { Decided } from "./decision-log.ts";

export type DecisionViewData = z.output<typeof DecisionView>;

/** A decision as staff and programs read it. What it holds as JSON is taken as it was written: its contract looks at it on its way out. */
export async function viewDecision(tx: DatabaseTx, row: Decided): Promise<DecisionViewData> {
  const model = row.model_id === null ? undefined : await readModel(tx, row.model_id);
  return {
    decisionId: row.id as Id<"dec">,
    moment: row.moment,
    subject: toWire(row.subject_kind, row.subject),
    shopperId: row.shopper_id as Id<"shp">,
    decidedAt: row.decided_at,
    asOf: row.as_of,
    validUntil: row.valid_until,
    retrospective: row.retrospective,
    chosen: row.chosen,
    propensity: row.propensity,
    mode: row.mode,
    horizonDays: row.horizon_days,
    currency: row.currency,
    alternatives: row.alternatives as DecisionViewData["alternatives"],
    reasons: row.reasons as DecisionViewData["reasons"],
    features: row.features as DecisionViewData["features"],
    model: {
      version: row.model_version,
      ...(model && { modelId: model.modelId, trainedAt: model.trainedAt }),
    },
    ...(row.budget_price !== null && { budgetPrice: row.budget_price }),
    ...(row.program !== null &&
      row.program_version !== null && { program: { name: row.program, version: row.program_version } }),
    assumptions: row.assumptions as DecisionViewData["assumptions"],
  };
}
