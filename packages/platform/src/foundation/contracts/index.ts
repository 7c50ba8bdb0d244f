export {
  At,
  type Contract,
  type ContractInput,
  type ContractOutput,
  contract,
  fileContract,
  type Method,
} from "./contract.ts";
export { FileAnswer, SentFile, Upload } from "./files.ts";
export { narrowIssues } from "./narrow-issues.ts";
export { type WireEncoder, wireEncoder } from "./wire-encoder.ts";
