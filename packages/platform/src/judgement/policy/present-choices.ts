import type { LoggedRow } from "./logged-row.ts";
import { outOfFold } from "./out-of-fold.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";

/**
 * What the policy in force would do for each row. On rows that its model learned from it would be overrated; there stands in for it what
 * is learned from the same days without the row's shopper. Rows since then it has not seen. Comparing on the latter alone would keep
 * a model for long after it began, when hardly any have come.
 * @param today the model in force; without one the stated belief decides
 * @returns the action of each row
 */
export function presentChoices(rows: readonly LoggedRow[], today: ProgramModel | undefined): Int32Array {
  const best = (row: LoggedRow) => bestArm(predictedValues(today, row), row.eligible);
  if (!today) return Int32Array.from(rows, best);
  const seen = rows.filter(({ at }) => at <= today.learnedUntil);
  const unlearned = outOfFold(seen, today).chosen;
  let next = 0;
  return Int32Array.from(rows, (row) => (row.at <= today.learnedUntil ? unlearned[next++]! : best(row)));
}
