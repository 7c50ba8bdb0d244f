import { LearnError } from "../errors/index.ts";
import { fitHierarchical, type HierarchicalModel } from "../hierarchical/index.ts";
import { fitBase, predictBase } from "./base.ts";
import { withArm, withColumn, withoutConstants, withTreatment } from "./designs.ts";
import type { OutcomeLearner } from "./learner.ts";
import { rowsOfArm } from "./rows-of-arm.ts";
import type { OutcomeKind, TreatmentData } from "./treatment-data.ts";
import type { OutcomeModel } from "./uplift-model.ts";

/** Fits a learner that predicts the outcome under every arm. `pooled` is a pooled model of similar rows, whose variances serve here, too. */
export function fitOutcomes(
  learner: OutcomeLearner,
  data: TreatmentData,
  arms: number,
  kind: OutcomeKind,
  pooled?: HierarchicalModel,
): OutcomeModel {
  switch (learner.learner) {
    case "S": {
      const { base, interactions = false } = learner;
      const armOf = (i: number) => data.treatment[i]!;
      // Trees find interactions themselves, and with the arm as one category they can treat several arms alike.
      if (base.kind === "boosted") {
        const categorical = { ...base, categorical: [data.x.columns] };
        return {
          form: "shared",
          design: "category",
          arms,
          model: fitBase(categorical, withArm(data.x, armOf), data.outcome, kind),
        };
      }
      // A column of zeros gets no coefficient, so that prediction needs not know which ones were constant.
      const x = withTreatment(interactions ? withoutConstants(data.x) : data.x, armOf, arms, interactions);
      const design = interactions ? "products" : "indicators";
      return { form: "shared", design, arms, model: fitBase(base, x, data.outcome, kind) };
    }
    case "T": {
      const models = Array.from({ length: arms }, (_, arm) => {
        const { x, y } = rowsOfArm(data, arm);
        return fitBase(learner.base, x, y, kind);
      });
      return { form: "separate", models };
    }
    case "ddr": {
      const { x, y } = rowsOfArm(data, 0);
      const control = fitBase(learner.base, x, y, kind);
      const treated = Array.from({ length: arms - 1 }, (_, k) => {
        const rows = rowsOfArm(data, k + 1);
        return fitBase(learner.base, withColumn(rows.x, predictBase(control, rows.x)), rows.y, kind);
      });
      return { form: "chained", control, treated };
    }
    case "pooled": {
      if (kind === "real") {
        throw new LearnError("learner", "pooled is for binary outcomes; for amounts put it into a two-part model");
      }
      const options = pooled ? { like: pooled } : {};
      return { form: "pooled", model: fitHierarchical(data.x, data.treatment, arms, data.outcome, options) };
    }
  }
}
