import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { DecisionView } from "./decision.contract.ts";
import type { Decided } from "./decision-log.ts";

export type DecisionViewData = z.output<typeof DecisionView>;

const { alternatives, reasons, features, assumptions } = DecisionView.shape;

/** A decision as staff and programs read it. */
export async function viewDecision(tx: DatabaseTx, row: Decided): Promise<DecisionViewData> {
  const model = row.model_id
    ? await tx.db.selectFrom("models").select("trained_at").where("id", "=", row.model_id).executeTakeFirst()
    : undefined;
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
    alternatives: alternatives.parse(row.alternatives),
    reasons: reasons.parse(row.reasons),
    features: features.parse(row.features),
    model: {
      version: row.model_version,
      ...(row.model_id !== null && { modelId: row.model_id as Id<"mdl"> }),
      ...(model && { trainedAt: model.trained_at }),
    },
    assumptions: assumptions.parse(row.assumptions),
  };
}
