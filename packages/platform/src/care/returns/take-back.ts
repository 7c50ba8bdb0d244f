import { readReturn } from "../../facts/returns/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { inWords } from "../../judgement/decisions/index.ts";
import { decideReturn } from "../incentives/index.ts";
import { inOwnStore } from "./in-own-store.ts";
import { lockPurchase } from "./lock-purchase.ts";
import { readReturnMoney } from "./read-return-money.ts";
import { recordReturn } from "./record-return.ts";
import { takeBack } from "./take-back.contract.ts";
import { takeUnits } from "./take-units.ts";
import { worthNow } from "./worth-now.ts";

/** Records what the counter took back and decides at once what would bring the shopper again, so that they can be told. */
export const takeBackOperation = operation(takeBack, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, locale }, input) {
    const purchase = await lockPurchase(tx, input);
    const taken = await worthNow(tx, purchase.orderId, takeUnits(purchase.lines, input.lines));
    const returnId = await recordReturn(tx, { purchase, taken, storeId: input.storeId, at: clock.now() });
    const decision = await decideReturn({ tx, clock }, returnId);
    const money = await readReturnMoney(tx, returnId);
    return { return: await readReturn(tx, returnId), money, decision: inWords(decision, locale) };
  },
});
