import { LearnError, requireFinite, requireLength, requireWhole } from "../errors/index.ts";
import type { BoostingModel, BoostingTree } from "./boosting-model.ts";

/**
 * Takes back a model that went through JSON, after checking that every row will find a leaf in it: kind, version, lengths, finite
 * numbers, children that exist and stand after their parents. Throws LearnError naming the field.
 */
export function loadBoosting(stored: unknown): BoostingModel {
  const model = requireObject("stored", stored);
  if (model.kind !== "boosting") throw new LearnError("stored.kind", `is ${String(model.kind)}; "boosting" is needed`);
  if (model.version !== 1) throw new LearnError("stored.version", `is ${String(model.version)}; only 1 can be read`);
  requireLoss(model.loss);
  const columns = requireNumber("stored.columns", model.columns);
  requireWhole("stored.columns", columns, 1);
  requireNumbers("stored.categorical", model.categorical);
  requireNumber("stored.start", model.start);
  if (!Array.isArray(model.trees)) throw new LearnError("stored.trees", "is not a list; a list of trees is needed");
  for (const [t, tree] of model.trees.entries()) requireTree(`stored.trees[${t}]`, tree, columns);
  const training = requireObject("stored.training", model.training);
  requireNumber("stored.training.rows", training.rows);
  requireNumber("stored.training.weight", training.weight);
  requireNumbers("stored.training.validationLoss", training.validationLoss);
  return stored as BoostingModel;
}

function requireLoss(loss: unknown): void {
  if (loss === "squared" || loss === "logistic" || loss === "poisson") return;
  const { quantile } = requireObject("stored.loss", loss);
  requireNumber("stored.loss.quantile", quantile);
}

function requireTree(argument: string, stored: unknown, columns: number): void {
  const tree = requireObject(argument, stored) as Partial<Record<keyof BoostingTree, unknown>>;
  const column = requireNumbers(`${argument}.column`, tree.column);
  const nodes = column.length;
  if (nodes === 0) throw new LearnError(`${argument}.column`, "is empty; a tree has at least one node");
  for (const field of ["threshold", "missingLeft", "left", "right", "value", "cover"] as const) {
    requireLength(`${argument}.${field}`, requireNumbers(`${argument}.${field}`, tree[field]), nodes, "column");
  }
  const { left, right, categories } = tree as BoostingTree;
  if (!Array.isArray(categories)) throw new LearnError(`${argument}.categories`, "is not a list");
  requireLength(`${argument}.categories`, categories, nodes, "column");
  for (let node = 0; node < nodes; node++) {
    if (categories[node] !== null) requireNumbers(`${argument}.categories[${node}]`, categories[node]);
    const asked = column[node]!;
    if (asked === -1) continue;
    if (!Number.isInteger(asked) || asked < 0 || asked >= columns) {
      throw new LearnError(`${argument}.column`, `node ${node} asks for column ${asked}; there are ${columns}`);
    }
    for (const child of [left[node]!, right[node]!]) {
      if (!Number.isInteger(child) || child <= node || child >= nodes) {
        throw new LearnError(argument, `node ${node} has the child ${child}; a later node of ${nodes} is needed`);
      }
    }
  }
}

function requireObject(argument: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new LearnError(argument, "is not an object; one is needed");
  return value as Record<string, unknown>;
}

function requireNumber(argument: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new LearnError(argument, `is ${String(value)}; a finite number is needed`);
  }
  return value;
}

function requireNumbers(argument: string, value: unknown): number[] {
  if (!Array.isArray(value)) throw new LearnError(argument, "is not a list; a list of numbers is needed");
  requireFinite(argument, value);
  return value;
}
