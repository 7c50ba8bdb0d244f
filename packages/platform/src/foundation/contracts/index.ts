export { At, type Contract, type ContractInput, type ContractOutput, contract, type Method } from "./contract.ts";
export { type WireEncoder, wireEncoder } from "./wire-encoder.ts";
