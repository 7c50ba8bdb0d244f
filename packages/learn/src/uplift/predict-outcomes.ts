import { predictHierarchical } from "../hierarchical/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { predictBase } from "./base.ts";
import { withArm, withColumn, withTreatment } from "./designs.ts";
import type { OutcomeModel } from "./uplift-model.ts";

/** Expected outcome of every row under every arm: rows × arms. */
export function predictOutcomes(model: OutcomeModel, x: Matrix): Matrix {
  switch (model.form) {
    case "pooled":
      return predictHierarchical(model.model, x);
    case "shared":
      return sideBySide(
        Array.from({ length: model.arms }, (_, arm) => {
          if (model.design === "category")
            return predictBase(
              model.model,
              withArm(x, () => arm),
            );
          return predictBase(
            model.model,
            withTreatment(x, () => arm, model.arms, model.design === "products"),
          );
        }),
      );
    case "separate":
      return sideBySide(model.models.map((each) => predictBase(each, x)));
    case "chained": {
      const control = predictBase(model.control, x);
      const further = withColumn(x, control);
      return sideBySide([control, ...model.treated.map((each) => predictBase(each, further))]);
    }
    case "two-part": {
      const bought = predictOutcomes(model.purchase, x);
      const amount = predictBase(model.amount, x).map(Math.exp);
      const arms = bought.columns;
      const values = bought.values.map(
        (p, place) => p * amount[Math.floor(place / arms)]! * model.factors[place % arms]!,
      );
      return { rows: x.rows, columns: arms, values };
    }
  }
}

/** Columns of equal length as one matrix. */
export function sideBySide(columns: readonly Float64Array[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const values = new Float64Array(rows * columns.length);
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < rows; i++) values[i * columns.length + j] = column[i]!;
  }
  return { rows, columns: columns.length, values };
}
