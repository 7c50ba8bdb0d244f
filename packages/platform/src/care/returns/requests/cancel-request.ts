import { anything, type Context, operation } from "../../../foundation/operations/index.ts";
import { illegalTransition, problemKind } from "../../../foundation/problems/index.ts";
import { endRequest } from "./end-request.ts";
import { ownRequest } from "./read-requests.ts";
import { cancelReturnRequest, closeReturnRequest } from "./return-request.contract.ts";
import { requireOurs } from "./shop-request.ts";
import { lockRequest, type ReturnRequest } from "./store-request.ts";
import { viewRequest } from "./view-request.ts";

/** Money was paid for it already: it cannot be called off, only waited for. */
const returnPaidAhead = problemKind("return-paid-ahead", 409);

export const cancelReturnRequestOperation = operation(cancelReturnRequest, {
  by: {
    shopper: ownRequest,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, locale }, { returnRequestId }) {
    return viewRequest(tx, await callOffRequest({ tx, clock }, returnRequestId), locale);
  },
});

/** @throws not-found (404), return-of-shop, return-paid-ahead, illegal-transition (409) */
export async function callOffRequest(
  { tx, clock }: Pick<Context, "tx" | "clock">,
  returnRequestId: string,
): Promise<ReturnRequest> {
  const locked = await lockRequest(tx, returnRequestId);
  // Whoever calls it off twice has called it off.
  if (locked.request.state === "cancelled") return locked.request;
  // Called off here alone, its goods would go on being awaited and paid for in the shop.
  requireOurs(locked.request);
  if (locked.lines.some(({ settled }) => settled > 0)) throw returnPaidAhead({ number: locked.request.number });
  return (await endRequest({ tx, clock }, locked, "cancel")).request;
}

export const closeReturnRequestOperation = operation(closeReturnRequest, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, locale }: Context, { returnRequestId }) {
    const locked = await lockRequest(tx, returnRequestId);
    const { state } = locked.request;
    if (state === "closed") return viewRequest(tx, locked.request, locale);
    // Whoever asked for something is told why they do not get it, and can appeal.
    if (state === "requested")
      throw illegalTransition({ process: "return-request", state, command: "close", allowed: "approve, decline" });
    const { request } = await endRequest({ tx, clock }, locked, "close");
    return viewRequest(tx, request, locale);
  },
});
