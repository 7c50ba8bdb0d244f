import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { AdverseDecisionId, AppealId, OrderId, ShopperId } from "../identifiers/index.ts";

const appeal = {
  ...{ appealId: AppealId, adverseDecisionId: AdverseDecisionId, shopperId: ShopperId, orderId: OrderId.optional() },
  /** What kind of decision it is about, such as `return-plea`. */
  kind: z.string(),
};

export const appealMade = fact("appeal.made", {
  summary: "A person was asked to look again at what was decided against a shopper, and answers by `answerBy`.",
  data: z.object({ ...appeal, answerBy: z.iso.datetime() }),
});

export const appealDecided = fact("appeal.decided", {
  summary:
    "A person looked again: `granted`, and what was declined goes on, or `kept`. Where a person had decided before, it was another one.",
  data: z.object({ ...appeal, outcome: z.enum(["granted", "kept"]) }),
});
