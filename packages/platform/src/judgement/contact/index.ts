export { sellingGateOf } from "./read-situation.ts";
export type { SellingGate } from "./selling-gate.ts";
