import type {
  ContractOutput,
  checkReturnPolicy,
  getReturnPolicy,
  getReturnPolicyDraft,
  listReturnPolicies,
  tryReturnPolicy,
} from "@aftercare/platform/contract";

export type Policy = ContractOutput<typeof getReturnPolicy>;
export type PolicyDocument = Policy["document"];
export type Grants = PolicyDocument["usual"];
export type PolicyRule = NonNullable<PolicyDocument["rules"]>[number];
export type Layer = PolicyRule["layer"];
export type Draft = ContractOutput<typeof getReturnPolicyDraft>;
export type Version = ContractOutput<typeof listReturnPolicies>["items"][number];
export type PolicyFault = ContractOutput<typeof checkReturnPolicy>["faults"][number];
export type TrialPart = ContractOutput<typeof tryReturnPolicy>;

export const methods = [
  ...(["store", "drop-off", "locker", "home-pick-up", "keep-it", "donate-it"] as const),
] as const satisfies readonly Grants["methods"][number][];
export const resolutions = [
  ...(["exchange", "store-credit", "gift-card", "refund", "repair"] as const),
] as const satisfies readonly Grants["resolutions"][number][];
export const timings = [
  ...(["instant", "first-scan", "received", "inspected"] as const),
] as const satisfies readonly Grants["refundTiming"][];
export const layers = ["tier", "segment", "situation"] as const satisfies readonly Layer[];

/** Methods that need a carrier, each of which can have a price of its own. */
export const carried = ["drop-off", "locker", "home-pick-up"] as const satisfies readonly Grants["methods"][number][];

/** Everything that a rule can change, in the order in which it is shown. */
export const granted = [
  ...(["windowDays", "logisticsFee", "restockingPercent", "methods"] as const),
  ...(["refundTiming", "resolutions", "bonusPercent"] as const),
] as const satisfies readonly (keyof Grants)[];
