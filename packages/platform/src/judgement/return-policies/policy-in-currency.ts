import type { PolicyDocument } from "./policy.schema.ts";

/**
 * A policy as it holds for orders in a currency. Its fees are sums of the retailer's own: nobody has said what they are in another one, and the
 * same number there would be another sum, so that nothing is charged.
 */
export function policyInCurrency(document: PolicyDocument, order: string, retailer: string): PolicyDocument {
  if (order === retailer) return document;
  return {
    ...document,
    usual: { ...document.usual, logisticsFee: 0n },
    rules: document.rules.map((rule) => {
      const { logisticsFee: _, ...grants } = rule.grants;
      return { ...rule, grants };
    }),
  };
}
