import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { predictBase } from "./base.ts";
import { expectedMargins } from "./economics.ts";
import { predictOutcomes, sideBySide } from "./predict-outcomes.ts";
import type { EffectModel, OutcomeModel, UpliftModel, UpliftPrediction } from "./uplift-model.ts";

/**
 * Effect of each treatment on each row and, where the model predicts outcomes, the outcome under each arm (margins, where it was fitted
 * with economics). Throws LearnError naming `x`: another number of columns, not finite.
 */
export function predictUplift(model: UpliftModel, x: Matrix): UpliftPrediction {
  if (x.columns !== model.columns) {
    throw new LearnError("x", `has ${x.columns} columns; the model was fitted on ${model.columns}`);
  }
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  const { model: fitted } = model;
  if (!isOutcomeModel(fitted)) return { effects: predictEffects(fitted, x) };
  const predicted = predictOutcomes(fitted, x);
  const outcomes = model.economics ? expectedMargins(model.economics, predicted) : predicted;
  return { effects: effectsFrom(outcomes), outcomes };
}

function isOutcomeModel(model: OutcomeModel | EffectModel): model is OutcomeModel {
  return ["shared", "separate", "chained", "pooled", "two-part"].includes(model.form);
}

function predictEffects(model: EffectModel, x: Matrix): Matrix {
  switch (model.form) {
    case "constant":
      return sideBySide(model.effects.map((each) => new Float64Array(x.rows).fill(each)));
    case "direct":
      return sideBySide(model.models.map((each) => predictBase(each, x)));
    case "transformed":
      return sideBySide(model.models.map((each) => predictBase(each, x).map((p) => 2 * p - 1)));
    case "crossed":
      return sideBySide(
        model.propensity.map((each, t) => {
          const fromControl = predictBase(model.fromControl[t]!, x);
          const fromTreated = predictBase(model.fromTreated[t]!, x);
          return predictBase(each, x).map((e, i) => e * fromControl[i]! + (1 - e) * fromTreated[i]!);
        }),
      );
  }
}

/** Each treatment's outcome less the control's. */
function effectsFrom({ rows, columns, values }: Matrix): Matrix {
  const treatments = columns - 1;
  const effects = new Float64Array(rows * treatments);
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < treatments; t++) {
      effects[i * treatments + t] = values[i * columns + t + 1]! - values[i * columns]!;
    }
  }
  return { rows, columns: treatments, values: effects };
}
