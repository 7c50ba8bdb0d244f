export { sellingGateOf } from "./read-situation.ts";
export { type SellingGate, sellingAllowed } from "./selling-gate.ts";
