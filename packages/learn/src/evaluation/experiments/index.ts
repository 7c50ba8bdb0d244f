export { alwaysValidPValues, type Look, type SequentialVerdict } from "./always-valid.ts";
export {
  asymptoticConfidenceSequence,
  boundedConfidenceSequence,
  type ConfidenceSequence,
  type SequenceOptions,
} from "./confidence-sequences.ts";
export { type CupedEffect, cuped } from "./cuped.ts";
