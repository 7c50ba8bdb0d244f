import "./return-policy-table.ts";

export { returnPolicyOperations } from "./policy-operations.ts";
export { returnTermsOfOrderOperation } from "./terms-of-order.ts";
