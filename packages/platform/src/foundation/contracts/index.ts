export { At, type Contract, type ContractInput, type ContractOutput, contract, type Method, page } from "./contract.ts";
