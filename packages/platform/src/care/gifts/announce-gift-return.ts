import { ownGift, reachBearer, readGift } from "../../facts/gifts/index.ts";
import { lockLines } from "../../facts/orders/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { chooseInstead } from "../exchanges/index.ts";
import { announceReturn } from "../returns/requests/index.ts";
import { announceGiftReturn } from "./gift-return.contract.ts";
import { giftOfLines } from "./own-lines.ts";
import { viewGiftReturns } from "./view-gift-returns.ts";

/**
 * Announces what was given as coming back, under the lock that the buyer's own returns take too: of the two who announce the last unit at once, one does.
 */
export const announceGiftReturnOperation = operation(announceGiftReturn, {
  by: { shopper: ownGift, ...{ agent: anything, manager: anything, admin: anything } },
  async run({ tx, clock, actor, locale }, { giftId, returnRequestId, lines, email, ...chosen }) {
    await lockLines(tx, (await readGift(tx, giftId)).order_id);
    const known = returnRequestId && (await viewGiftReturns(tx, giftId, locale, returnRequestId));
    if (known?.[0]) return known[0];
    const { orderId, gift } = await giftOfLines(tx, giftId, lines);
    const { resolution } = chosen;
    const instead = lines.flatMap(({ line, sku }) => (sku === undefined ? [] : [{ line, sku }]));
    requireInstead(resolution === "exchange", lines);
    await reachBearer(tx, gift.bearerId, { email, locale });
    const by = `${actor.role}/${actor.id}`;
    const { id } = await announceReturn(
      { tx, clock, locale, by },
      {
        ...{ ...chosen, orderId: orderId as Id<"ord">, returnRequestId, gift },
        lines: lines.map(({ sku: _, ...units }) => units),
      },
    );
    const made = id as Id<"rrq">;
    if (resolution === "exchange") {
      await chooseInstead({ tx, clock, locale, by }, { returnRequestId: made, lines: instead, isEven: true });
    }
    const [view] = await viewGiftReturns(tx, giftId, locale, made);
    return view!;
  },
});

/** @throws bad-input (400) where it is not said what is wanted instead, or something is that nothing is exchanged for */
function requireInstead(isExchanged: boolean, lines: readonly { readonly sku?: string | undefined }[]): void {
  const wrong = lines.findIndex(({ sku }) => (sku !== undefined) !== isExchanged);
  if (wrong === -1) return;
  const reason = isExchanged ? "say which other size or colour is wanted for it" : "is only for what is exchanged";
  const field = `lines/${wrong}/sku`;
  throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
