import { returnRequestApproved } from "../../../facts/return-requests/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { recordDecisionByPerson } from "../../../judgement/fairness/index.ts";
import { endRequest } from "./end-request.ts";
import { factOf } from "./fact-of-request.ts";
import { openRequest } from "./open-request.ts";
import { approveReturnRequest, declineReturnRequest } from "./return-request.contract.ts";
import { returnRequestProcess } from "./return-request.ts";
import { requireOurs } from "./shop-request.ts";
import { lockRequest } from "./store-request.ts";
import { viewRequest } from "./view-request.ts";

const desk = { agent: anything, manager: anything, admin: anything };

export const approveReturnRequestOperation = operation(approveReturnRequest, {
  by: desk,
  async run({ tx, clock, actor, locale }, { returnRequestId }) {
    const locked = await lockRequest(tx, returnRequestId);
    requireOurs(locked.request);
    returnRequestProcess.next(locked.request.state, "approve");
    const { shopper_id: subject } = locked.request;
    await tx.append(returnRequestApproved({ subject, at: clock.now(), data: factOf(locked.request) }));
    const open = await openRequest({ tx, clock, actor: actor.id }, locked);
    return viewRequest(tx, open, locale);
  },
});

export const declineReturnRequestOperation = operation(declineReturnRequest, {
  by: desk,
  async run({ tx, clock, actor, locale }, { returnRequestId, because }) {
    const locked = await lockRequest(tx, returnRequestId);
    requireOurs(locked.request);
    const { request } = await endRequest({ tx, clock }, locked, "decline", because);
    const { id: subject, shopper_id: shopperId, order_id: orderId, currency } = request;
    await recordDecisionByPerson(tx, {
      ...{ kind: "return-plea", subject, shopperId, orderId, currency, because },
      ...{ by: actor.id, at: clock.now() },
    });
    return viewRequest(tx, request, locale);
  },
});
