import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { RidgeModel } from "./ridge-model.ts";

/** Takes back a model that went through JSON, after checking kind, version, lengths and numbers. Throws LearnError naming the field. */
export function loadRidge(stored: unknown): RidgeModel {
  if (typeof stored !== "object" || stored === null) {
    throw new LearnError("stored", "is not an object; a model is needed");
  }
  const model = stored as Partial<Record<keyof RidgeModel, unknown>>;
  if (model.kind !== "ridge") throw new LearnError("stored.kind", `is ${String(model.kind)}; "ridge" is needed`);
  if (model.version !== 1) throw new LearnError("stored.version", `is ${String(model.version)}; only 1 can be read`);
  requireFinite("stored.l2", [model.l2 as number]);
  requireFinite("stored.intercept", [model.intercept as number]);
  const columns = requireList("stored.coefficients", model.coefficients).length;
  requireLength("stored.means", requireList("stored.means", model.means), columns, "coefficients");
  const scales = requireList("stored.scales", model.scales);
  requireLength("stored.scales", scales, columns, "coefficients");
  if (scales.some((scale) => scale <= 0)) throw new LearnError("stored.scales", "must all be above 0");
  if (typeof model.training !== "object" || model.training === null) {
    throw new LearnError("stored.training", "is missing");
  }
  return stored as RidgeModel;
}

function requireList(argument: string, value: unknown): number[] {
  if (!Array.isArray(value)) throw new LearnError(argument, "is not a list; a list of numbers is needed");
  requireFinite(argument, value);
  return value;
}
