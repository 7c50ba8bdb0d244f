import { LearnError, requireFinite } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";

/**
 * The action of highest value in each row, the lowest number among equals (so put "nothing" first). Values of −Infinity are for actions
 * that are not allowed there.
 *
 * @param value rows × actions.
 * @throws LearnError naming `value`: no actions, NaN, +Infinity, or a row without any allowed action.
 */
export function bestActions(value: Matrix): Int32Array {
  const { rows, columns, values } = value;
  if (columns === 0) throw new LearnError("value", "has no columns; at least one action is needed");
  const best = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < columns; a++) {
      const each = values[i * columns + a]!;
      if (each > highest) {
        highest = each;
        best[i] = a;
      } else if (Number.isNaN(each)) requireFinite("value", [each]);
    }
    if (!Number.isFinite(highest)) throw new LearnError("value", `row ${i} has no action of finite value`);
  }
  return best;
}
