import { LearnError } from "../errors/index.ts";
import { findBins } from "./bin-edges.ts";
import { type BoostingOptions, type GrowthSettings, settle } from "./boosting-options.ts";
import type { Features } from "./features.ts";
import { MOST_ROWS } from "./fixed-point.ts";
import { bestConstant } from "./losses.ts";
import { alone, ownRows } from "./team.ts";
import { createWorkspace, type Workspace } from "./workspace.ts";

/** Everything that {@link train} needs, checked, for a team of `ranks`. */
export function prepareTraining(
  x: Features,
  y: ArrayLike<number>,
  options: BoostingOptions,
  ranks: number,
  allocate: (bytes: number) => ArrayBufferLike,
): { space: Workspace; settings: GrowthSettings } {
  const settings = settle(x, y, options);
  const { weights, validation } = options;
  const rows = ownRows(alone, x.rows, weights);
  if (rows.length > MOST_ROWS) throw new LearnError("x", `has ${rows.length} rows; at most ${MOST_ROWS} can be summed`);
  const start = bestConstant(settings.loss, y, weights);
  if (!Number.isFinite(start)) throw new LearnError("y", "has numbers whose sum is infinite; give another unit");
  const columns = findBins(x, rows, settings);
  const plan = { x, y, weights, columns, start, activeRows: rows.length, validation, settings, ranks };
  return { space: createWorkspace(plan, allocate), settings };
}
