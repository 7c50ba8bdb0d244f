import { binRows } from "./bin-rows.ts";
import type { BoostingModel, BoostingTree } from "./boosting-model.ts";
import type { GrowthSettings } from "./boosting-options.ts";
import { writeDerivatives } from "./derivatives.ts";
import { finishTree } from "./finish-tree.ts";
import { type Growth, growTree } from "./grow-tree.ts";
import { columnsOfTree, rowsOfTree } from "./sample-tree.ts";
import { ownRows, type Team } from "./team.ts";
import { addToValidation, validationLoss } from "./validation-scores.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The training loop, run by every rank of a team on the same workspace and settings. All return the same model; with one rank it
 * is an ordinary function on ordinary memory.
 */
export function train(space: Workspace, settings: GrowthSettings, team: Team): BoostingModel {
  const own = ownRows(team, space.x.rows, space.weights);
  binRows(space.x, space.columns, own, space.binned);
  const lists = [new Uint32Array(own.length), new Uint32Array(own.length)] as const;
  const trees: BoostingTree[] = [];
  const losses: number[] = [];
  let bestTrees = 0;
  let bestLoss = validationLoss(space, settings, team);
  for (let t = 0; t < settings.trees; t++) {
    const units = writeDerivatives(settings.loss, space, team, own);
    const rows = rowsOfTree(settings, t, own, lists[0]);
    const columns = columnsOfTree(settings, t, space.columns.length);
    const growth: Growth = { team, space, settings, units, columns, lists, rows };
    const nodes = growTree(growth);
    const tree = finishTree(growth, nodes, own.length);
    if (nodes.length === 1 && settings.rowShare === 1 && settings.columnShare === 1) break;
    trees.push(tree);
    if (!space.validation) continue;
    addToValidation(space, tree, team);
    const loss = validationLoss(space, settings, team);
    losses.push(loss);
    if (loss < bestLoss) {
      bestLoss = loss;
      bestTrees = trees.length;
    }
    if (trees.length - bestTrees >= settings.patience) break;
  }
  return {
    kind: "boosting",
    version: 1,
    loss: settings.loss,
    columns: space.x.columns,
    categorical: settings.categorical,
    start: space.start,
    trees: space.validation ? trees.slice(0, bestTrees) : trees,
    training: { rows: space.activeRows, weight: space.totalWeight, validationLoss: losses },
  };
}
