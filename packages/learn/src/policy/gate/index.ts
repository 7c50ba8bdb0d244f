export {
  type GateOptions,
  type GateRefusal,
  type GateVerdict,
  type Hurdle,
  releaseGate,
} from "./release-gate.ts";
