import { ownGift } from "../../facts/gifts/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { callOffRequest } from "../returns/requests/index.ts";
import { cancelGiftReturn } from "./gift-return.contract.ts";
import { viewGiftReturns } from "./view-gift-returns.ts";

export const cancelGiftReturnOperation = operation(cancelGiftReturn, {
  by: { shopper: ownGift, ...{ agent: anything, manager: anything, admin: anything } },
  async run({ tx, clock, locale }, { giftId, returnRequestId }) {
    const [known] = await viewGiftReturns(tx, giftId, locale, returnRequestId);
    if (!known) throw notFound({ field: "returnRequestId" });
    await callOffRequest({ tx, clock }, returnRequestId);
    const [view] = await viewGiftReturns(tx, giftId, locale, returnRequestId);
    return view!;
  },
});
