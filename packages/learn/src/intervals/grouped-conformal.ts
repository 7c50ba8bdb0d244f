import { LearnError, requireFinite, requireLength, requireLevel, requireSome } from "../errors/index.ts";
import { conformalQuantile } from "./conformal-quantile.ts";
import { requireRows } from "./split-conformal.ts";

/** Conformal quantiles of the scores, one for each group; a plain object that survives JSON. */
export interface GroupedConformalModel {
  readonly kind: "grouped-conformal";
  readonly version: 1;
  readonly level: number;
  /** Quantile over all rows, for groups that were not seen. */
  readonly pooled: number;
  readonly groups: readonly GroupQuantile[];
}

/** What one group's scores reach at the level. */
export interface GroupQuantile {
  readonly group: string;
  readonly rows: number;
  readonly quantile: number;
}

/** Further choices for {@link fitGroupedConformal}. */
export interface GroupedConformalOptions {
  /** Probability with which a score shall stay below its group's quantile. */
  readonly level: number;
  /**
   * How many rows the other groups together count for in each group, 0 or more. 0 is Mondrian conformal: a guarantee within each
   * group, for which every group needs enough rows of its own. 50 if not given.
   */
  readonly shrinkage?: number;
}

/**
 * Conformal quantiles per group (Mondrian: Vovk 2012, ACML; Foygel Barber et al. 2021), shrunk towards the others where a group is
 * small: the quantile is that of a mixture in which each own row counts one and all other rows together count `shrinkage`, so that
 * a group of thousands stands on its own and one of five borrows.
 *
 * @param scores how badly each held-out row was missed.  @param groups to which group it belongs.
 * @throws LearnError naming `scores`, `groups` or the option; also where there are too few rows for the level.
 */
export function fitGroupedConformal(
  scores: ArrayLike<number>,
  groups: readonly (string | number)[],
  options: GroupedConformalOptions,
): GroupedConformalModel {
  const { level, shrinkage = 50 } = options;
  requireLevel("options.level", level);
  if (!(shrinkage >= 0 && Number.isFinite(shrinkage))) {
    throw new LearnError("options.shrinkage", `is ${String(shrinkage)}; a finite number of 0 or more is needed`);
  }
  requireSome("scores", scores);
  requireFinite("scores", scores);
  requireLength("groups", groups, scores.length, "scores");
  requireRows("scores", scores.length, level);
  const pooled = conformalQuantile(scores, level);
  const names = groups.map(String);
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const found = [...Map.groupBy(names, (name) => name)].map(([group, { length: rows }]) => {
    if (shrinkage === 0) requireRows(`groups (${group})`, rows, level);
    const others = scores.length - rows;
    const borrowed = others > 0 ? shrinkage / others : 0;
    const needed = (rows + borrowed * others + 1) * level * (1 - 1e-12);
    let reached = 0;
    for (const i of order) {
      reached += names[i] === group ? 1 : borrowed;
      if (reached >= needed) return { group, rows, quantile: scores[i]! };
    }
    // Too few rows for the level with little borrowed: the pool is the only finite answer.
    return { group, rows, quantile: pooled };
  });
  return { kind: "grouped-conformal", version: 1, level, pooled, groups: found };
}

/** The quantile for a row of this group; the pooled one for a group that the fit has not seen. */
export function groupedConformalQuantile(model: GroupedConformalModel, group: string | number): number {
  const wanted = String(group);
  return model.groups.find((each) => each.group === wanted)?.quantile ?? model.pooled;
}
