import type { BoostingTree } from "./boosting-model.ts";
import type { GrowthSettings } from "./boosting-options.ts";
import { addTreeScores, compileTree } from "./compiled-tree.ts";
import { rowLoss } from "./losses.ts";
import type { Team } from "./team.ts";
import { VALIDATION_BLOCK, type Workspace } from "./workspace.ts";

/** Adds a tree to the scores of this rank's blocks of validation rows. */
export function addToValidation({ validation }: Workspace, tree: BoostingTree, team: Team): void {
  if (!validation) return;
  const compiled = compileTree(tree);
  const step = team.size * VALIDATION_BLOCK;
  for (let from = team.rank * VALIDATION_BLOCK; from < validation.x.rows; from += step) {
    addTreeScores(compiled, validation.x, from, Math.min(validation.x.rows, from + VALIDATION_BLOCK), validation.raw);
  }
}

/** Mean loss of the validation rows at their present scores, the same to the last bit for any number of ranks; NaN without any. */
export function validationLoss({ validation }: Workspace, { loss }: GrowthSettings, team: Team): number {
  if (!validation) return Number.NaN;
  const { y, raw, weights, blockLoss } = validation;
  for (let block = team.rank; block < blockLoss.length; block += team.size) {
    const end = Math.min(y.length, (block + 1) * VALIDATION_BLOCK);
    let sum = 0;
    for (let i = block * VALIDATION_BLOCK; i < end; i++) {
      sum += (weights ? weights[i]! : 1) * rowLoss(loss, y[i]!, raw[i]!);
    }
    blockLoss[block] = sum;
  }
  team.barrier();
  const weight = weights ? weights.reduce((a, b) => a + b, 0) : y.length;
  return blockLoss.reduce((a, b) => a + b, 0) / weight;
}
