import { type OutcomeKind, selectRows, type TreatmentData } from "@aftercare/learn";
import { type Hillstrom, hillstromArms } from "../data/hillstrom.ts";

/** One comparison: an arm with the control, by visits or by spend. */
export interface HillstromTask {
  readonly name: string;
  /** Position in {@link hillstromArms}. */
  readonly arm: number;
  readonly kind: OutcomeKind;
}

export const hillstromTasks: readonly HillstromTask[] = [
  { name: "women's visits", arm: hillstromArms.indexOf("Womens E-Mail"), kind: "binary" },
  { name: "women's spend", arm: hillstromArms.indexOf("Womens E-Mail"), kind: "real" },
  { name: "men's visits", arm: hillstromArms.indexOf("Mens E-Mail"), kind: "binary" },
  { name: "men's spend", arm: hillstromArms.indexOf("Mens E-Mail"), kind: "real" },
];

/** The rows of the task's two arms, with the known propensity of a half each, and their folds in every repeat. */
export function dataOf(
  source: Hillstrom,
  { arm, kind }: HillstromTask,
): { readonly data: TreatmentData; readonly folds: readonly Uint8Array[] } {
  const rows = [...source.arm.keys()].filter((i) => source.arm[i] === 0 || source.arm[i] === arm);
  const outcome = kind === "binary" ? source.visit : source.spend;
  const data = {
    x: selectRows(source.features, rows),
    treatment: Int32Array.from(rows, (i) => (source.arm[i] === arm ? 1 : 0)),
    outcome: Float64Array.from(rows, (i) => outcome[i]!),
    propensity: { rows: rows.length, columns: 2, values: new Float64Array(2 * rows.length).fill(0.5) },
  };
  return { data, folds: source.folds.map((folds) => Uint8Array.from(rows, (i) => folds[i]!)) };
}
