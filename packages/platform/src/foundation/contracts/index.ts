export { At, type Contract, type ContractInput, type ContractOutput, contract, type Method, page } from "./contract.ts";
export { type WireEncoder, wireEncoder } from "./wire-encoder.ts";
