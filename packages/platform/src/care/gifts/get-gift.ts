import { linesOfGifts, ownGift, readGift } from "../../facts/gifts/index.ts";
import { readOrder } from "../../facts/orders/index.ts";
import { reasonsFor } from "../../facts/returns/reasons/index.ts";
import { dayText } from "../../foundation/calendar/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { readReturnTerms } from "../../judgement/return-policies/index.ts";
import { getGift } from "./gift-return.contract.ts";
import { viewGiftReturns } from "./view-gift-returns.ts";

export const getGiftOperation = operation(getGift, {
  by: { shopper: ownGift, ...{ agent: anything, manager: anything, admin: anything } },
  async run({ tx, clock, locale }, { giftId }) {
    const { order_id: orderId } = await readGift(tx, giftId);
    const given = new Set((await linesOfGifts(tx, [giftId])).get(giftId));
    const { order, termsOf } = await readReturnTerms(tx, clock.now(), orderId);
    const bought = (await readOrder(tx, orderId)).lines.filter(({ line }) => given.has(line));
    return {
      giftId: giftId as Id<"gft">,
      lines: bought.flatMap(({ line, sku, title }) => {
        const own = order.lines.find((one) => one.line === line);
        if (!own) return [];
        const units = own.quantity - own.returned_quantity - own.requested_quantity;
        const { isOpen, isCureOnly, until } = termsOf(own, undefined);
        return [
          {
            ...{ line, sku, units, isOpen: isOpen && !isCureOnly && units > 0 },
            ...(title !== undefined && { title }),
            ...(until !== undefined && { until: dayText(until) }),
          },
        ];
      }),
      reasons: reasonsFor(bought, locale),
      returns: await viewGiftReturns(tx, giftId, locale),
    };
  },
});
