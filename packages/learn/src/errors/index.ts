export {
  requireBinary,
  requireFinite,
  requireLength,
  requireLevel,
  requireSome,
  requireWeights,
  requireWhole,
} from "./checks.ts";
export { LearnError } from "./learn-error.ts";
