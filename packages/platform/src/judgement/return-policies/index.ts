import "./return-policy-table.ts";

export { behaviourSegment } from "./behaviour-segment.ts";
export { feesTogether } from "./fees-together.ts";
export type { Granted } from "./grant.ts";
export { type GrantedLess, grantedLess } from "./less-than-usual.ts";
export { readPolicy } from "./policy-in-force.ts";
export { publishReturnPolicyOperation, returnPolicyOperations } from "./policy-operations.ts";
export { assumedDays, type OrderReturnTerms, readReturnTerms } from "./read-return-terms.ts";
export type { SendingFee } from "./sending-fee.schema.ts";
export { cheapestWay, feesOf } from "./sending-fee.ts";
export type { ReturnTerms } from "./terms.ts";
export { returnTermsOfOrderOperation } from "./terms-of-order.ts";
export { becauseOf, viewTerms } from "./view-terms.ts";
