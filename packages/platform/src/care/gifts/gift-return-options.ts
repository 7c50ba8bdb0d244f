import { ownGift } from "../../facts/gifts/index.ts";
import { dayText } from "../../foundation/calendar/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { evenSubstitutes } from "../exchanges/index.ts";
import { methodOptions, readGiftOffer } from "../returns/requests/index.ts";
import { giftReturnOptions } from "./gift-return.contract.ts";
import { giftOfLines } from "./own-lines.ts";

export const giftReturnOptionsOperation = operation(giftReturnOptions, {
  by: { shopper: ownGift, ...{ agent: anything, manager: anything, admin: anything } },
  async run({ tx, clock, locale }, { giftId, lines }) {
    const { orderId, gift } = await giftOfLines(tx, giftId, lines);
    const { order, wanted, offer } = await readGiftOffer(tx, clock.now(), { orderId, lines, gift });
    const canExchange = offer.resolutions.includes("exchange");
    const substitutes = canExchange ? await evenSubstitutes(tx, locale, orderId, lines) : [];
    // All that goes back together is exchanged, or nothing of it.
    const isEven = substitutes.length > 0 && substitutes.every((line) => line.substitutes.length > 0);
    const resolutions = offer.resolutions.filter((each) => each !== "exchange" || isEven);
    return {
      currency: order.currency,
      lines: wanted.map(({ line, quantity, reason, terms: { isOpen, until } }) => ({
        ...{ line, quantity, reason, isOpen },
        ...(until !== undefined && { until: dayText(until) }),
      })),
      resolutions: resolutions.map((resolution) => ({ resolution, timing: offer.timing })),
      methods: methodOptions(offer.methods),
      substitutes: isEven ? substitutes : [],
    };
  },
});
