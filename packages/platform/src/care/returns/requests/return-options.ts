import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import { ownOrder } from "../../../facts/orders/index.ts";
import type { Resolution } from "../../../facts/return-requests/return-request.schema.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { viewTerms } from "../../../judgement/return-policies/index.ts";
import { type Settlement, settle } from "../../../means/return-money/index.ts";
import { recommendResolution } from "../recommendation/index.ts";
import { requirePromotionsKept, returningNow } from "./kept-promotions.ts";
import { methodOptions } from "./method-options.ts";
import { readWanted, requireApart, type WantedReturn } from "./read-wanted.ts";
import { returnOptions } from "./return-request.contract.ts";
import { readSettledOrder, type SettledOrder } from "./settled-before.ts";

type Options = z.output<typeof returnOptions.output>;

export const returnOptionsOperation = operation(returnOptions, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, locale }, { orderId, lines }) {
    const wanted = await readWanted(tx, clock.now(), orderId, lines);
    requireApart(wanted);
    const settled = await readSettledOrder(tx, orderId);
    await requirePromotionsKept(wanted, () => settled);
    const { resolution } = await recommendResolution({ tx, clock }, wanted);
    return optionsOf(wanted, settled, locale, resolution);
  },
});

/** What can be chosen, with amounts as they would be settled if all of it came back now. Pure. */
function optionsOf(
  wanted: WantedReturn,
  settled: SettledOrder,
  locale: Locale,
  recommended: Resolution | undefined,
): Options {
  const { order, offer, version, document } = wanted;
  const paidBack = settlementOf(wanted, settled, settled.shipping);
  const exchanged = settlementOf(wanted, settled, 0n);
  return {
    ...{ currency: order.currency, policyVersion: version },
    ...{ restockingFee: paidBack.restockingFee, shipping: paidBack.shipping },
    promotions: paidBack.breakage,
    lines: wanted.wanted.map(({ line, quantity, reason, bought, terms }, index) => {
      const { until, refundBy, because, law, restockingPercent } = viewTerms(terms, document.rules, locale);
      return {
        ...{ line, quantity, reason, sku: bought.sku, value: paidBack.goods[index]?.amount ?? 0n },
        ...{ isOpen: terms.isOpen, isCureOnly: terms.isCureOnly, restockingPercent, law, because },
        ...(bought.title !== null && { title: bought.title }),
        ...(until !== undefined && { until }),
        ...(refundBy !== undefined && { refundBy }),
      };
    }),
    resolutions: offer.resolutions.map((resolution) => ({
      resolution,
      amount: resolution === "repair" ? 0n : (resolution === "exchange" ? exchanged : paidBack).amount,
      bonus: resolution === "store-credit" ? paidBack.bonus : 0n,
      ...{ timing: offer.timing, recommended: resolution === recommended },
    })),
    methods: methodOptions(offer.methods),
  };
}

function settlementOf(wanted: WantedReturn, order: SettledOrder, shippingOwed: bigint): Settlement {
  const breakage = wanted.document.promotionBreakage;
  return settle({ ...order, shippingOwed, breakage, returning: returningNow(wanted) });
}
