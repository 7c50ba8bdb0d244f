import { anything, operation } from "../../../foundation/operations/index.ts";
import { closeWhenDone } from "./end-request.ts";
import { settleReturnRequest } from "./return-request.contract.ts";
import { settleUnits } from "./settle-request.ts";
import { requireOurs } from "./shop-request.ts";
import { came, lockRequest } from "./store-request.ts";
import { viewRequest } from "./view-request.ts";

/** A person pays what is here and was not paid, such as after a refund was called off, or before anybody has looked at it. */
export const settleReturnRequestOperation = operation(settleReturnRequest, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { returnRequestId }) {
    const locked = await lockRequest(tx, returnRequestId);
    requireOurs(locked.request);
    const due = locked.lines.map((line) => ({ place: line.place, quantity: Math.max(0, came(line) - line.settled) }));
    const lines = await settleUnits({ tx, clock, actor: actor.id }, locked, due);
    const { request } = await closeWhenDone({ tx, clock }, { request: locked.request, lines });
    return viewRequest(tx, request, locale);
  },
});
