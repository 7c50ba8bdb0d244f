import { ownOrder } from "../../facts/orders/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { readReturnTerms } from "./read-return-terms.ts";
import { returnTermsOfOrder } from "./return-policy.contract.ts";
import { viewTerms } from "./view-terms.ts";

export const returnTermsOfOrderOperation = operation(returnTermsOfOrder, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, locale }, { orderId, reason }) {
    const { order, version, document, arrival, termsOf } = await readReturnTerms(tx, clock.now(), orderId);
    const lines = order.lines.map((line) => {
      const terms = termsOf(line, reason);
      const units = line.quantity - line.returned_quantity - line.requested_quantity;
      return {
        ...{ line: line.line, sku: line.sku, units, ...(line.title !== null && { title: line.title }) },
        ...viewTerms(terms, document.rules, locale),
        isOpen: terms.isOpen && units > 0,
      };
    });
    return { policyVersion: version, currency: order.currency, arrival, lines };
  },
});
