import { ownOrder } from "../../../facts/orders/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { announceReturn } from "./announce-return.ts";
import { createReturnRequest } from "./return-request.contract.ts";
import { viewRequest } from "./view-request.ts";

export const createReturnRequestOperation = operation(createReturnRequest, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, actor, locale }, input) {
    const request = await announceReturn(
      { tx, clock, locale, by: `${actor.role}/${actor.id}` },
      { ...input, isChosen: true },
    );
    return viewRequest(tx, request, locale);
  },
});
