export { type CalibrateOptions, type ChosenCalibration, calibrateScores } from "./calibrate-scores.ts";
export { type CalibrationModel, calibratedProbability } from "./calibrated-scores.ts";
