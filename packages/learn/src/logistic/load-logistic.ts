import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { LogisticModel } from "./logistic-model.ts";

/**
 * Takes back a model that went through JSON, after checking that it is one: kind, version, lengths and finite numbers.
 * Throws LearnError naming the field.
 */
export function loadLogistic(stored: unknown): LogisticModel {
  if (typeof stored !== "object" || stored === null)
    throw new LearnError("stored", "is not an object; a model is needed");
  const model = stored as Partial<Record<keyof LogisticModel, unknown>>;
  if (model.kind !== "logistic") throw new LearnError("stored.kind", `is ${String(model.kind)}; "logistic" is needed`);
  if (model.version !== 1) throw new LearnError("stored.version", `is ${String(model.version)}; only 1 can be read`);
  requireNumber("stored.l2", model.l2);
  requireNumber("stored.intercept", model.intercept);
  const coefficients = requireNumbers("stored.coefficients", model.coefficients);
  const columns = coefficients.length;
  const means = requireNumbers("stored.means", model.means);
  const scales = requireNumbers("stored.scales", model.scales);
  requireLength("stored.means", means, columns, "coefficients");
  requireLength("stored.scales", scales, columns, "coefficients");
  const covariance = requireNumbers("stored.covariance", model.covariance);
  requireLength("stored.covariance", covariance, (columns + 1) ** 2, "(coefficients + 1)²");
  if (scales.some((scale) => scale <= 0)) throw new LearnError("stored.scales", "must all be above 0");
  const training = model.training;
  if (typeof training !== "object" || training === null) throw new LearnError("stored.training", "is missing");
  for (const field of ["rows", "weight", "baseRate", "iterations", "gradient"] as const) {
    requireNumber(`stored.training.${field}`, (training as Record<string, unknown>)[field]);
  }
  return stored as LogisticModel;
}

function requireNumber(argument: string, value: unknown): void {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new LearnError(argument, `is ${String(value)}; a finite number is needed`);
  }
}

function requireNumbers(argument: string, value: unknown): number[] {
  if (!Array.isArray(value)) throw new LearnError(argument, "is not a list; a list of numbers is needed");
  requireFinite(argument, value);
  return value;
}
