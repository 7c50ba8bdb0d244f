import type { z } from "zod";
import { ClaimRemedy } from "../../facts/claims/claim.schema.ts";
import { ownOrder } from "../../facts/orders/index.ts";
import { dayText } from "../../foundation/calendar/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import type { GuaranteeRight } from "../../judgement/law/index.ts";
import { readReturnTerms } from "../../judgement/return-policies/index.ts";
import { waysToUs } from "../returns/requests/index.ts";
import { claimOptions, claimRights } from "./claim.contract.ts";
import { claimableLines, requireClaimable } from "./claim-units.ts";
import { judgeClaim } from "./judge-claim.ts";

const anybody = {
  shopper: ownOrder,
  ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
};

export const claimRightsOperation = operation(claimRights, {
  by: anybody,
  async run({ tx, clock }, { orderId }) {
    const { arrival, guaranteeOf } = await readReturnTerms(tx, clock.now(), orderId);
    const lines = await claimableLines(tx, orderId);
    return {
      arrival,
      lines: lines.map(({ line, sku, title, left }) => ({
        ...{ line, sku, units: left, law: viewLaw(guaranteeOf(line, 1)) },
        ...(title !== null && { title }),
      })),
    };
  },
});

export const claimOptionsOperation = operation(claimOptions, {
  by: anybody,
  async run({ tx, clock }, { orderId, lines: reported }) {
    const now = clock.now();
    const terms = await readReturnTerms(tx, now, orderId);
    const { law, doubtsOf } = await judgeClaim(tx, terms, reported);
    requireClaimable(new Map((await claimableLines(tx, orderId)).map((line) => [line.line, line])), reported);
    return {
      currency: terms.order.currency,
      law: viewLaw(law),
      remedies: ClaimRemedy.options.map((remedy) => ({ remedy, doubts: doubtsOf(remedy) })),
      methods: await waysToUs(tx, now, orderId, reported),
    };
  },
});

function viewLaw(right: GuaranteeRight): z.output<typeof claimOptions.output>["law"] {
  const { standing, isPresumed, presumedUntil, until, source } = right;
  return {
    ...{ standing, isPresumed, source },
    ...(presumedUntil !== undefined && { presumedUntil: dayText(presumedUntil) }),
    ...(until !== undefined && { until: dayText(until) }),
  };
}
