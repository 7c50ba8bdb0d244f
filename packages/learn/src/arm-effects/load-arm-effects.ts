import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { ArmEffectsModel } from "./arm-effects-model.ts";

/**
 * Takes back a model that went through JSON, after checking that it is one: kind, version, lengths and finite numbers.
 * @throws LearnError naming the field
 */
export function loadArmEffects(stored: unknown): ArmEffectsModel {
  if (typeof stored !== "object" || stored === null)
    throw new LearnError("stored", "is not an object; a model is needed");
  const model = stored as Partial<Record<keyof ArmEffectsModel, unknown>>;
  if (model.kind !== "arm-effects")
    throw new LearnError("stored.kind", `is ${String(model.kind)}; "arm-effects" is needed`);
  if (model.version !== 1) throw new LearnError("stored.version", `is ${String(model.version)}; only 1 can be read`);
  const means = requireNumbers("stored.means", model.means);
  const scales = requireNumbers("stored.scales", model.scales);
  requireLength("stored.scales", scales, means.length, "means");
  if (scales.some((scale) => scale <= 0)) throw new LearnError("stored.scales", "must all be above 0");
  const thresholds = requireLists("stored.thresholds", model.thresholds);
  if (model.columns !== thresholds.length) {
    throw new LearnError("stored.columns", `must be ${thresholds.length}, as thresholds has`);
  }
  const steps = thresholds.reduce((sum, cuts) => sum + 1 + cuts.length, 0);
  requireLength("stored.means", means, steps, "the columns with their steps");
  const width = steps + 2;
  const coefficients = requireLists("stored.coefficients", model.coefficients, width);
  if (coefficients.length === 0) throw new LearnError("stored.coefficients", "are of no action");
  const covariances = requireLists("stored.effectCovariances", model.effectCovariances, width ** 2);
  requireLength("stored.effectCovariances", covariances, coefficients.length - 1, "coefficients but the first");
  return stored as ArmEffectsModel;
}

function requireLists(argument: string, value: unknown, length?: number): readonly number[][] {
  if (!Array.isArray(value)) throw new LearnError(argument, "is no list of lists of numbers");
  return value.map((each) => {
    const numbers = requireNumbers(argument, each);
    if (length !== undefined) requireLength(argument, numbers, length, "the columns ask for");
    return numbers;
  });
}

function requireNumbers(argument: string, value: unknown): number[] {
  if (!Array.isArray(value)) throw new LearnError(argument, "is not a list; a list of numbers is needed");
  requireFinite(argument, value);
  return value;
}
