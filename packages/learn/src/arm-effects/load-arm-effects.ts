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
  if (model.columns !== means.length) throw new LearnError("stored.columns", `must be ${means.length}, as means has`);
  const width = means.length + 2;
  const coefficients = requireLists("stored.coefficients", model.coefficients, width);
  for (const field of ["covariances", "effectCovariances"] as const) {
    const lists = requireLists(`stored.${field}`, model[field], width ** 2);
    requireLength(`stored.${field}`, lists, coefficients.length, "coefficients");
  }
  return stored as ArmEffectsModel;
}

function requireLists(argument: string, value: unknown, length: number): readonly number[][] {
  if (!Array.isArray(value) || value.length === 0) throw new LearnError(argument, "is no list of lists of numbers");
  return value.map((each) => {
    const numbers = requireNumbers(argument, each);
    requireLength(argument, numbers, length, "the columns ask for");
    return numbers;
  });
}

function requireNumbers(argument: string, value: unknown): number[] {
  if (!Array.isArray(value)) throw new LearnError(argument, "is not a list; a list of numbers is needed");
  requireFinite(argument, value);
  return value;
}
