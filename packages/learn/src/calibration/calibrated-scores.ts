import { LearnError } from "../errors/index.ts";
import { type IsotonicModel, predictIsotonic } from "../isotonic/index.ts";

/** How raw scores become probabilities; a plain object that survives JSON. */
export type CalibrationModel =
  | {
      readonly kind: "calibration";
      readonly version: 1;
      readonly method: "platt";
      readonly slope: number;
      readonly shift: number;
    }
  | {
      readonly kind: "calibration";
      readonly version: 1;
      readonly method: "temperature";
      readonly slope: number;
      readonly shift: 0;
    }
  | {
      readonly kind: "calibration";
      readonly version: 1;
      readonly method: "isotonic";
      readonly isotonic: IsotonicModel;
    };

/** The probability that belongs to a raw score (log-odds or any other increasing score). Throws LearnError if not finite. */
export function calibratedProbability(model: CalibrationModel, score: number): number {
  if (!Number.isFinite(score)) throw new LearnError("score", `is ${String(score)}; a finite number is needed`);
  if (model.method === "isotonic") return predictIsotonic(model.isotonic, score);
  return 1 / (1 + Math.exp(-(model.slope * score + model.shift)));
}
