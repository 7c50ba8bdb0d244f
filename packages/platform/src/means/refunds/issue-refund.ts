import { anything, operation } from "../../foundation/operations/index.ts";
import { intendRefund } from "./intend-refund.ts";
import { issueRefund } from "./refund.contract.ts";
import { viewRefund } from "./refund-view.ts";

export const issueRefundOperation = operation(issueRefund, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { split, destination, ...input }) {
    const { id } = await intendRefund(tx, clock, { ...input, destination: split ?? destination, actor: actor.id });
    return viewRefund(tx, id, actor);
  },
});
